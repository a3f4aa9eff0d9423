using CsrAgent.Tests.Support.FakeModels;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CsrAgent.Tests.Browser;

/// <summary>What a site can do with the widget by <c>window.CsrChat</c>.</summary>
[Collection(nameof(ChatSite))]
public sealed class WidgetApiTests(ChatSite site, Chromium chromium)
{
    private const string Question = "How do I reset my password?";

    [Fact]
    public async Task Calls_BeforeTheScript_AreMadeInTheirOrder()
    {
        await using var visit = await BeginAsync(
            """
            window.csrChatSettings = { title: "Tea desk", suggestions: ["Green?", "Black?"], manual: true };
            window.seen = [];
            (window.CsrChat = window.CsrChat || []).push(
              ["on", "ready", () => seen.push("ready")], ["on", "open", () => seen.push("open")],
              ["boot", { lang: "de" }], ["prefill", "Hallo"], (chat) => seen.push(typeof chat.open));
            """,
            "?bare"
        );

        await Expect(visit.Composer).ToHaveValueAsync("Hallo");
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Tea desk" })).ToBeVisibleAsync();
        await Expect(visit.Page.GetByTestId("suggestion")).ToHaveTextAsync(["Green?", "Black?"]);
        await Expect(visit.Page.Locator(".csr-presence")).ToContainTextAsync("KI-");
        Assert.Equal(["ready", "open", "function"], await visit.Page.EvaluateAsync<string[]>("() => seen"));
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Events_OfAConversation_AreTold()
    {
        site.Claude.Script = FakeClaudeReply.Default;
        await using var visit = await BeginAsync();
        await CallAsync(
            visit,
            """
            window.seen = [];
            CsrChat.on("message", ({ role }) => seen.push(role));
            CsrChat.on("status", (status) => seen.push(status));
            const end = CsrChat.on("close", () => seen.push("close"));
            window.endClose = end;
            await CsrChat.open();
            """
        );

        await visit.SendAsync(Question);
        await visit.AnswerAsync();
        await visit.Page.GetByTestId("escalate").ClickAsync();
        await Expect(visit.Banner).ToBeVisibleAsync();
        await CallAsync(visit, "await CsrChat.toggle(); endClose(); await CsrChat.open(); await CsrChat.close();");

        await Expect(visit.Composer).ToBeHiddenAsync();
        var seen = await visit.Page.EvaluateAsync<string[]>("() => seen");
        Assert.Equal(["customer", "agent"], seen.Take(2));
        Assert.Single(seen, "waiting_for_human");
        Assert.Single(seen, "close");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Shutdown_AfterAConversation_LeavesNothingInTheBrowser()
    {
        site.Claude.Script = FakeClaudeReply.Default;
        await using var visit = await BeginAsync();
        await CallAsync(visit, "await CsrChat.identify({ userId: 'ann' }); await CsrChat.open();");
        await visit.SendAsync(Question);
        await visit.AnswerAsync();
        await visit.Page.GetByTestId("theme-toggle").ClickAsync();
        Assert.Equal("ann", (await visit.KeptAsync()).Kept["userId"]!.GetValue<string>());

        await CallAsync(visit, "await CsrChat.shutdown();");

        await Expect(visit.Page.GetByTestId("widget-launcher")).ToHaveCountAsync(0);
        Assert.Equal(0, await visit.Page.EvaluateAsync<int>("() => localStorage.length + sessionStorage.length"));
        await CallAsync(visit, "await CsrChat.boot(); await CsrChat.open();");
        await Expect(visit.Composer).ToBeVisibleAsync();
        await Expect(visit.Page.GetByTestId("message")).ToHaveCountAsync(0);
        Assert.Empty(visit.Complaints);
    }

    /// <summary>The page has a button of its own, and says so when it boots the widget, as the React component does.</summary>
    [Fact]
    public async Task Boot_WithAHiddenLauncher_ShowsNone()
    {
        await using var visit = await BeginAsync("window.csrChatSettings = { manual: true };", "?bare");

        await CallAsync(visit, "await CsrChat.boot({ launcher: 'hidden' }); await CsrChat.open();");

        await Expect(visit.Composer).ToBeVisibleAsync();
        await Expect(visit.Page.GetByTestId("widget-launcher")).ToBeHiddenAsync();
        await CallAsync(visit, "await CsrChat.show();");
        await Expect(visit.Page.GetByTestId("widget-launcher")).ToBeVisibleAsync();
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Update_WhileOpen_KeepsTheConversation()
    {
        site.Claude.Script = FakeClaudeReply.Default;
        await using var visit = await BeginAsync();
        await CallAsync(visit, "await CsrChat.hide();");
        await Expect(visit.Page.GetByTestId("widget-launcher")).ToBeHiddenAsync();
        await CallAsync(visit, "await CsrChat.show(); await CsrChat.open();");
        await visit.SendAsync(Question);
        var answer = await visit.AnswerAsync();

        await CallAsync(visit, "await CsrChat.setLocale('ar'); await CsrChat.update({ title: 'شاي' });");

        Assert.Equal(answer, await visit.AnswerAsync());
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "شاي" })).ToBeVisibleAsync();
        await Expect(visit.Page.Locator(".csr-panel .csr")).ToHaveCSSAsync("direction", "rtl");
        Assert.Empty(visit.Complaints);
    }

    /// <summary>As Turbo and Astro (another body), htmx (another content of it) and a whole new document.</summary>
    [Theory]
    [InlineData("document.body.replaceWith(document.createElement('body'));")]
    [InlineData("document.body.innerHTML = '<main>Another page</main>';")]
    [InlineData("document.documentElement.replaceChildren(document.createElement('head'), document.createElement('body'));")]
    [InlineData("document.documentElement.replaceWith(new DOMParser().parseFromString('<body>', 'text/html').documentElement);")]
    public async Task BodySwap_WithAConversation_GoesOnInIt(string swap)
    {
        site.Claude.Script = FakeClaudeReply.Default;
        await using var visit = await BeginAsync();
        await CallAsync(visit, "await CsrChat.open();");
        await visit.SendAsync(Question);
        var answer = await visit.AnswerAsync();

        await CallAsync(visit, swap);

        Assert.Equal(answer, await visit.AnswerAsync());
        await visit.SendAsync("How do I track my order?");
        await visit.AnswerAsync(2);
        await CallAsync(visit, "await CsrChat.close();");
        await Expect(visit.Composer).ToBeHiddenAsync();
        await Expect(visit.Page.GetByTestId("widget-launcher")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Answer_WhileClosed_IsPreviewedAndInTheTitle()
    {
        using var isClosed = new ManualResetEventSlim();
        site.Claude.Script = request =>
            isClosed.Wait(TimeSpan.FromMinutes(1)) ? FakeClaudeReply.Default(request) : FakeClaudeReply.InvalidKey;
        await using var visit = await BeginAsync("window.csrChatSettings = { unreadTitle: true, sound: true };");
        await CallAsync(visit, "await CsrChat.open();");
        await visit.SendAsync(Question);
        await Expect(visit.Page.GetByTestId("typing")).ToBeVisibleAsync();

        await visit.Page.GetByTestId("close").ClickAsync();
        isClosed.Set();

        var preview = visit.Page.GetByTestId("preview");
        await Expect(preview).ToContainTextAsync("choose a new one yourself");
        await Expect(visit.Page).ToHaveTitleAsync("(1) Shop");
        await preview.GetByRole(AriaRole.Button).First.ClickAsync();
        await visit.AnswerAsync();
        await Expect(preview).ToBeHiddenAsync();
        await Expect(visit.Page).ToHaveTitleAsync("Shop");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Panel_OnAPhone_IsModal()
    {
        await using var visit = await Visit.BeginAsync(chromium, site.Shop, new() { Width = 390, Height = 780 });
        await visit.Page.GetByTestId("widget-launcher").ClickAsync();
        await Expect(visit.Composer).ToBeVisibleAsync();

        Assert.Equal("true", await visit.Page.GetByRole(AriaRole.Dialog).GetAttributeAsync("aria-modal"));
        Assert.Equal("true hidden", await visit.Page.EvaluateAsync<string>(PageState));
        await CallAsync(visit, "document.body.replaceWith(document.createElement('body'));");
        Assert.Equal("true hidden", await visit.Page.EvaluateAsync<string>(PageState));
        await visit.Page.SetViewportSizeAsync(1000, 700);
        await Expect(visit.Page.Locator(".csr-panel")).Not.ToHaveAttributeAsync("aria-modal", "true");
        await visit.Page.SetViewportSizeAsync(390, 780);
        await Expect(visit.Page.Locator(".csr-panel")).ToHaveAttributeAsync("aria-modal", "true");
        await visit.Page.GetByTestId("close").ClickAsync();
        await Expect(visit.Composer).ToBeHiddenAsync();
        Assert.Equal("false visible", await visit.Page.EvaluateAsync<string>(PageState));
        Assert.Empty(visit.Complaints);
    }

    private const string PageState = "() => `${document.body.inert} ${getComputedStyle(document.documentElement).overflow}`";

    private static Task CallAsync(Visit visit, string script) => visit.Page.EvaluateAsync($"async () => {{ {script} }}");

    /// <param name="before">What the page runs before it loads the widget.</param>
    private async Task<Visit> BeginAsync(string before = "", string query = "")
    {
        var visit = await Visit.BeginAsync(chromium, site.Shop + query, before: before);
        await visit.Page.WaitForFunctionAsync("() => typeof window.CsrChat?.boot === 'function'");
        return visit;
    }
}
