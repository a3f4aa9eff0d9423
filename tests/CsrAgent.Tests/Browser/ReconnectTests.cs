using CsrAgent.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace CsrAgent.Tests.Browser;

/// <summary>A page outlives its server.</summary>
[Collection(nameof(ChatSite))]
public sealed class ReconnectTests(ReconnectTests.MortalSite site, Chromium chromium) : IClassFixture<ReconnectTests.MortalSite>
{
    [Fact]
    public async Task Server_KilledAndStartedAgain_ThePageGoesOnByItself()
    {
        await using var visit = await Visit.BeginAsync(chromium, site.Server.BaseAddress);
        await visit.SendAsync("How do I reset my password?");
        await visit.AnswerAsync();
        // Waits between tries are the page's business, not the test's: its clock may run ahead.
        await visit.Page.Clock.InstallAsync();

        await site.Server.KillAsync();
        await visit.SendAsync("How do I track my order?");
        await Expect(visit.Messages("customer").Last).ToHaveAttributeAsync("data-state", "waiting");
        await visit.Page.Clock.RunForAsync(4_000);
        await Expect(visit.Notice).ToContainTextAsync("Connection lost");
        await site.Server.StartAsync();

        await visit.RunClockUntilAsync("sent");
        await visit.AnswerAsync(2);
        await Expect(visit.Notice).ToBeHiddenAsync();
        await Expect(visit.Messages("customer").Last).ToHaveAttributeAsync("data-state", "sent");
        Assert.Equal(4, (await site.Customer.MessagesAsync(await visit.SessionAsync())).Count);
    }

    [Fact]
    public async Task Server_AwayForLonger_SendsWhatWasGivenUpOnceItIsBack()
    {
        await using var visit = await Visit.BeginAsync(chromium, site.Server.BaseAddress);
        await visit.SendAsync("How do I reset my password?");
        await visit.AnswerAsync();
        await visit.Page.Clock.InstallAsync();

        await site.Server.KillAsync();
        await visit.SendAsync("How do I track my order?");
        await visit.RunClockUntilAsync("failed");
        await site.Server.StartAsync();
        await visit.RunClockUntilAsync("sent");

        await visit.AnswerAsync(2);
        Assert.Equal(4, (await site.Customer.MessagesAsync(await visit.SessionAsync())).Count);
    }

    public sealed class MortalSite() : TestServer(hasModel: false);
}
