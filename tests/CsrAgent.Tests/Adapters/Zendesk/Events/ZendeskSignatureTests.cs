using System.Text;
using CsrAgent.Adapters.Zendesk;
using CsrAgent.Adapters.Zendesk.Events;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Zendesk;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Adapters.Zendesk.Events;

public sealed class ZendeskSignatureTests
{
    private const string Secret = FakeZendeskHook.Secret;
    private const string Body = """{"ticket_id":"141"}""";
    private const string Now = "2026-03-02T12:00:00Z";

    private readonly ZendeskSignature _signature = new(
        Options.Create(new ZendeskOptions { WebhookSecrets = ["an-older-secret-of-it", Secret] }),
        new FakeTimeProvider(Some.Noon)
    );

    [Theory]
    [InlineData(Now)]
    [InlineData("2026-03-02T12:04:59Z")]
    [InlineData("2026-03-02T11:55:01Z")]
    [InlineData("2026-03-02T13:00:00+01:00")]
    public void IsValid_SignedNow_IsLetIn(string timestamp) =>
        Assert.True(IsValid(FakeZendeskHook.Sign(Secret, timestamp + Body), timestamp, Body));

    [Fact]
    public void IsValid_OldSecret_IsLetInUntilItIsRemoved() =>
        Assert.True(IsValid(FakeZendeskHook.Sign("an-older-secret-of-it", Now + Body), Now, Body));

    [Fact]
    public void IsValid_EmptyBody_IsSignedLikeAnyOther() => Assert.True(IsValid(FakeZendeskHook.Sign(Secret, Now), Now, ""));

    [Fact]
    public void IsValid_WrongSecret_IsRefused() =>
        Assert.False(IsValid(FakeZendeskHook.Sign("another-secret-of-somebody", Now + Body), Now, Body));

    [Fact]
    public void IsValid_BodyBeforeTimestamp_IsRefused() => Assert.False(IsValid(FakeZendeskHook.Sign(Secret, Body + Now), Now, Body));

    [Fact]
    public void IsValid_ChangedBody_IsRefused() =>
        Assert.False(IsValid(FakeZendeskHook.Sign(Secret, Now + Body), Now, Body.Replace("141", "142", StringComparison.Ordinal)));

    [Fact]
    public void IsValid_ChangedTimestamp_IsRefused() =>
        Assert.False(IsValid(FakeZendeskHook.Sign(Secret, Now + Body), "2026-03-02T12:00:01Z", Body));

    [Theory]
    [InlineData("2026-03-02T11:54:59Z")]
    [InlineData("2026-03-02T12:05:01Z")]
    [InlineData("yesterday")]
    [InlineData("1772452800")]
    public void IsValid_AnotherTime_IsRefused(string timestamp) =>
        Assert.False(IsValid(FakeZendeskHook.Sign(Secret, timestamp + Body), timestamp, Body));

    [Theory]
    [InlineData(null, Now)]
    [InlineData("", Now)]
    [InlineData("not base64!", Now)]
    [InlineData("c2hvcnQ=", Now)]
    [InlineData("signed", null)]
    [InlineData("signed", "")]
    public void IsValid_MissingOrMalformed_IsRefused(string? signature, string? timestamp) =>
        Assert.False(IsValid(signature == "signed" ? FakeZendeskHook.Sign(Secret, Now + Body) : signature, timestamp, Body));

    [Fact]
    public void IsValid_NoSecret_LetsNobodyIn()
    {
        var open = new ZendeskSignature(Options.Create(new ZendeskOptions()), new FakeTimeProvider(Some.Noon));

        Assert.False(open.IsValid(FakeZendeskHook.Sign("", Now + Body), Now, Encoding.UTF8.GetBytes(Body)));
    }

    private bool IsValid(string? signature, string? timestamp, string body) =>
        _signature.IsValid(signature, timestamp, Encoding.UTF8.GetBytes(body));
}
