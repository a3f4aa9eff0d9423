using CsrAgent.Conversations;
using CsrAgent.Host.Identity;
using CsrAgent.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using static Microsoft.Playwright.Assertions;

namespace CsrAgent.Tests.Browser;

/// <summary>The page where every call needs a token.</summary>
[Collection(nameof(ChatSite))]
public sealed class GuardedPageTests(GuardedPageTests.GuardedSite site, Chromium chromium) : IClassFixture<GuardedPageTests.GuardedSite>
{
    private const string Question = "How do I reset my password?";
    private const string Secret = "a secret of the tests, longer than thirty-two bytes";

    [Fact]
    public async Task Send_FirstMessage_GetsATokenByItself()
    {
        await using var visit = await Visit.BeginAsync(chromium, site.Server.BaseAddress);

        await visit.SendAsync(Question);
        var answer = await visit.AnswerAsync();
        await visit.Page.ReloadAsync();

        Assert.Equal(answer, await visit.AnswerAsync());
    }

    [Fact]
    public async Task Reload_ExpiredToken_IsRenewedAndTheConversationIsThere()
    {
        await using var visit = await Visit.BeginAsync(chromium, site.Server.BaseAddress);
        await visit.SendAsync(Question);
        var answer = await visit.AnswerAsync();
        var session = await visit.SessionAsync();

        await ReplaceTokenAsync(visit, Secret);
        await visit.Page.ReloadAsync();

        Assert.Equal(answer, await visit.AnswerAsync());
        Assert.Equal(session, await visit.SessionAsync());
        await visit.SendAsync("How do I track my order?");
        await visit.AnswerAsync(2);
        Assert.Equal(session, await visit.SessionAsync());
    }

    [Fact]
    public async Task Reload_TokenOfALostSecret_BeginsAnew()
    {
        await using var visit = await Visit.BeginAsync(chromium, site.Server.BaseAddress);
        await visit.SendAsync(Question);
        await visit.AnswerAsync();
        var session = await visit.SessionAsync();

        await ReplaceTokenAsync(visit, "another secret, also longer than thirty-two bytes");
        await visit.Page.ReloadAsync();

        await visit.SendAsync("How do I track my order?");
        await Expect(visit.Messages("agent").Last).ToContainTextAsync("track");
        Assert.NotEqual(session, await visit.SessionAsync());
    }

    /// <summary>Puts an expired token of the same session where the page keeps its own.</summary>
    private static async Task ReplaceTokenAsync(Visit visit, string secret)
    {
        var (key, kept) = await visit.KeptAsync();
        var tokens = new SessionTokens(
            new InstanceSecret(secret, new FileSecretStore(new InstanceFolder(""))),
            new FakeTimeProvider(TimeProvider.System.GetUtcNow())
        );
        kept["token"] = tokens.Create(
            new ConversationId(kept["sessionId"]!.GetValue<string>()),
            kept["userId"]!.GetValue<string>(),
            TimeProvider.System.GetUtcNow(),
            TimeSpan.FromDays(-1),
            userIsProven: false
        );
        await visit.Page.EvaluateAsync("([key, text]) => localStorage.setItem(key, text)", new[] { key, kept.ToJsonString() });
    }

    public sealed class GuardedSite() : TestServer(hasModel: false, ("CHAT_AUTH", "token"), ("SECRET_KEY", Secret));
}
