using System.Globalization;
using CsrAgent.Adapters.Webhooks;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Webhooks;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Adapters.Webhooks;

public sealed class WebhookSignatureTests
{
    private const string Id = "msg_1";
    private const string Body = """{"type":"message.received"}""";

    private static readonly string Old = FakeReceiver.NewSecret();
    private static readonly string New = FakeReceiver.NewSecret();
    private static readonly long Now = Some.Noon.ToUnixTimeSeconds();

    private static string Right => FakeReceiver.Sign(Old, Id, Now, Body);

    [Theory]
    [InlineData(300, true)]
    [InlineData(301, false)]
    [InlineData(-300, true)]
    [InlineData(-301, false)]
    public void IsValid_Clock_CountsForFiveMinutesEachWay(int age, bool isValid) =>
        Assert.Equal(isValid, IsValid(FakeReceiver.Sign(Old, Id, Now - age, Body), at: Text(Now - age)));

    /// <summary>While a secret is changed, calls are signed with the old one, with the new one, or with both.</summary>
    [Fact]
    public void IsValid_SecretThatIsBeingChanged_LetsBothInUntilTheOldOneIsRemoved()
    {
        var renewed = FakeReceiver.Sign(New, Id, Now, Body);

        Assert.True(IsValid(Right, secrets: [Old, New]));
        Assert.True(IsValid(renewed, secrets: [Old, New]));
        Assert.True(IsValid($"{Right} {renewed}", secrets: [New]));
        Assert.True(IsValid($"v1a,AAAA v2,AAAA  {Right}"));
        Assert.False(IsValid(Right, secrets: [New]));
        Assert.False(IsValid(Right, secrets: []));
    }

    [Fact]
    public void IsValid_AnythingElse_IsFalse()
    {
        var signature = Right.Split(',')[1];
        string?[] wrong = [null, "", " ", "v1", "v1,", $"v2,{signature}", signature, $"v1,{signature}=", Right.ToLowerInvariant()];
        Assert.All(wrong, signatures => Assert.False(IsValid(signatures)));
        string?[] times = [null, " ", "now", $" {Now}", $"+{Now}", $"{Now}.0", "-1", "99999999999999999999", Text(Now + 1)];
        Assert.All(times, at => Assert.False(IsValid(Right, at: at)));
        Assert.False(IsValid(Right, id: null));
        Assert.False(IsValid(Right, id: "msg_2"));
        Assert.False(IsValid(Right, body: Body + " "));
        // In another order.
        Assert.False(IsValid(FakeReceiver.Sign(Old, Body, Now, Id)));
        // Anybody may send as many as they like.
        Assert.False(IsValid(string.Join(' ', Enumerable.Repeat("v1,AAAA", 8).Append(Right))));
    }

    private static bool IsValid(
        string? signatures,
        string? id = Id,
        string? at = "",
        string body = Body,
        IEnumerable<string>? secrets = null
    ) => new WebhookSignature(secrets ?? [Old], new FakeTimeProvider(Some.Noon)).IsValid(id, at is "" ? Text(Now) : at, signatures, body);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
