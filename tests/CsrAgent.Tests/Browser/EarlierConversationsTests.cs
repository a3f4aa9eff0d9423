using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.FakeModels;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CsrAgent.Tests.Browser;

/// <summary>A customer comes back to what they have left.</summary>
[Collection(nameof(ChatSite))]
public sealed class EarlierConversationsTests(ChatSite site, Chromium chromium)
{
    private const string Question = "How do I reset my password?";
    private const string Another = "How do I track my order?";

    [Fact]
    public async Task NewConversation_Undone_IsTheOldOneAgainInEveryTab()
    {
        await using var visit = await AnsweredAsync();
        var session = await visit.SessionAsync();
        await using var other = await visit.AnotherTabAsync();
        await other.AnswerAsync();

        await visit.Page.GetByTestId("new-conversation").ClickAsync();
        await Expect(visit.Page.GetByTestId("message")).ToHaveCountAsync(0);
        await Expect(other.Page.GetByTestId("message")).ToHaveCountAsync(0);
        await visit.Page.GetByTestId("undo").ClickAsync();

        await visit.AnswerAsync();
        await other.AnswerAsync();
        await Expect(visit.Page.GetByTestId("undo")).ToBeHiddenAsync();
        Assert.Equal(session, await visit.SessionAsync());
        Assert.Equal("bot", await StatusAsync(session));
        Assert.Empty(visit.Complaints.Concat(other.Complaints));
    }

    /// <summary>Once the customer writes in the new one.</summary>
    [Fact]
    public async Task NewConversation_GoneOnIn_EndsTheOldOneWhichCanBeReadAgain()
    {
        await using var visit = await AnsweredAsync();
        var session = await visit.SessionAsync();
        await visit.Page.GetByTestId("new-conversation").ClickAsync();
        Assert.Equal("bot", await StatusAsync(session));
        await visit.SendAsync(Another);
        await visit.AnswerAsync();
        await Expect(visit.Page.GetByTestId("undo")).ToBeHiddenAsync();
        Assert.Equal("ended", await StatusAsync(session));

        await visit.Page.GetByTestId("more").ClickAsync();
        await Expect(visit.Page.GetByTestId("past-entry")).ToContainTextAsync(Question);
        await visit.Page.GetByTestId("past-entry").ClickAsync();

        await Expect(visit.Messages("customer")).ToContainTextAsync(Question);
        await visit.AnswerAsync();
        await Expect(visit.Banner).ToContainTextAsync("ended");
        await visit.Page.GetByTestId("more").ClickAsync();
        await Expect(visit.Page.GetByTestId("past-entry")).ToContainTextAsync(Another);
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(visit.Page.GetByTestId("sheet")).ToBeHiddenAsync();
        await Expect(visit.Page.GetByTestId("more")).ToBeFocusedAsync();
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Download_AConversation_SaysWhoSaidWhat()
    {
        await using var visit = await AnsweredAsync();
        await visit.Page.GetByTestId("more").ClickAsync();
        await Expect(visit.Page.GetByTestId("sheet").GetByRole(AriaRole.Status)).ToHaveTextAsync("There are none yet.");

        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.GetByTestId("download").ClickAsync());

        var text = await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.EndsWith(".txt", download.SuggestedFilename, StringComparison.Ordinal);
        Assert.Contains($"· You\n{Question}", text, StringComparison.Ordinal);
        Assert.Contains("· Assistant (AI assistant)\n", text, StringComparison.Ordinal);
        Assert.Contains("- How to Reset Your Password: https://support.example.com/kb/reset-password", text, StringComparison.Ordinal);
        Assert.Empty(visit.Complaints);
    }

    private async Task<Visit> AnsweredAsync()
    {
        site.Claude.Script = FakeClaudeReply.Default;
        var visit = await Visit.BeginAsync(chromium, site.Server.BaseAddress);
        await visit.SendAsync(Question);
        await visit.AnswerAsync();
        return visit;
    }

    private async Task<string> StatusAsync(string session) =>
        (await site.Customer.GetAsync($"{ChatClient.Chat}/{session}")).Is(200).Text("status");
}
