using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support.FakeModels;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CsrAgent.Tests.Browser;

[Collection(nameof(ChatSite))]
public sealed class WidgetTests(ChatSite site, Chromium chromium)
{
    private const string Question = "How do I reset my password?";

    [Fact]
    public async Task Widget_OnAnotherOrigin_AnswersUnderAStrictPolicy()
    {
        site.Claude.Script = FakeClaudeReply.Default;
        await using var visit = await Visit.BeginAsync(chromium, site.Shop);
        var launcher = visit.Page.GetByTestId("widget-launcher");

        await launcher.ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Teapot help" })).ToBeVisibleAsync();
        await Expect(visit.Composer).ToBeFocusedAsync();
        await visit.SendAsync(Question);
        var answer = await visit.AnswerAsync();

        Assert.Contains("choose a new one yourself", answer, StringComparison.Ordinal);
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(visit.Composer).ToBeHiddenAsync();
        await Expect(launcher).ToBeFocusedAsync();
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Widget_AfterAReload_IsOpenWithTheConversation()
    {
        site.Claude.Script = FakeClaudeReply.Default;
        await using var visit = await Visit.BeginAsync(chromium, site.Shop);
        await visit.Page.GetByTestId("widget-launcher").ClickAsync();
        await visit.SendAsync(Question);
        var answer = await visit.AnswerAsync();

        await visit.Page.ReloadAsync();

        Assert.Equal(answer, await visit.AnswerAsync());
        await Expect(visit.Composer).ToBeVisibleAsync();
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Widget_AnswerWhileClosed_IsCountedOnTheLauncher()
    {
        var isClosed = new TaskCompletionSource();
        site.Claude.Script = request => FakeClaudeReply.Default(request) with { Before = _ => isClosed.Task };
        await using var visit = await Visit.BeginAsync(chromium, site.Shop);
        var launcher = visit.Page.GetByTestId("widget-launcher");
        await launcher.ClickAsync();
        await visit.SendAsync(Question);
        await Expect(visit.Page.GetByTestId("typing")).ToBeVisibleAsync();

        await visit.Page.GetByTestId("close").ClickAsync();
        isClosed.SetResult();

        await Expect(launcher).ToHaveAttributeAsync("aria-label", "Open Teapot help, new messages: 1");
        await launcher.ClickAsync();
        await visit.AnswerAsync();
        await Expect(launcher).ToHaveAttributeAsync("aria-label", "Close chat");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Widget_Keys_DoNotReachTheSite()
    {
        await using var visit = await Visit.BeginAsync(chromium, site.Shop);
        await visit.Page.EvaluateAsync("() => { window.keys = 0; document.addEventListener('keydown', () => window.keys++); }");
        await visit.Page.GetByTestId("widget-launcher").ClickAsync();
        await Expect(visit.Composer).ToBeFocusedAsync();

        await visit.Page.Keyboard.TypeAsync("hello");

        await Expect(visit.Composer).ToHaveValueAsync("hello");
        Assert.Equal(0, await visit.Page.EvaluateAsync<int>("() => window.keys"));
    }

    /// <summary>Whatever a site says of its own elements.</summary>
    [Fact]
    public async Task Widget_OnAHostilePage_LooksTheSame()
    {
        await using var visit = await Visit.BeginAsync(chromium, site.Shop);
        var launcher = visit.Page.GetByTestId("widget-launcher");
        await launcher.ClickAsync();
        await Expect(visit.Composer).ToBeFocusedAsync();
        await Expect(visit.Page.GetByTestId("suggestion").First).ToBeVisibleAsync();
        var panel = visit.Page.GetByRole(AriaRole.Dialog);
        var before = "";
        await LooksAsync(async () => before == (before = await Look()), "the panel is painted");

        await visit.Page.EvaluateAsync(
            """
            () => {
              const sheet = new CSSStyleSheet();
              sheet.replaceSync(`
                * { color: red !important; font: 40px serif !important; letter-spacing: 3px !important; }
                div { text-transform: uppercase !important; letter-spacing: 2px; opacity: 0.4; filter: blur(2px); direction: rtl; }
                body { transform: translateZ(0); filter: grayscale(1); }
                :is(html, body) > div { max-width: 300px !important; margin: 40px auto; transform: translateZ(0); zoom: 2; }
                :is(html, body) > div { display: none !important; }
                [data-csr-widget] { position: static !important; inset: 0 !important; visibility: hidden; z-index: -1; }`);
              document.adoptedStyleSheets = [sheet];
            }
            """
        );

        await LooksAsync(async () => await Look() == before, "the widget looks as it did");

        static Task LooksAsync(Func<Task<bool>> condition, string what) =>
            Until.TrueAsync(condition, TimeSpan.FromSeconds(20), what, TestContext.Current.CancellationToken);

        async Task<string> Look() => await PictureAsync(panel) + await PictureAsync(launcher);

        static async Task<string> PictureAsync(ILocator part) =>
            Convert.ToBase64String(await part.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled }));
    }

    [Fact]
    public async Task ApiDocs_SwaggerUi_ShowsEveryOperationUnderItsPolicy()
    {
        await using var visit = await Visit.BeginAsync(chromium, $"{site.Server.BaseAddress}/api/v1/docs/index.html");

        await Expect(visit.Page.Locator(".opblock").First).ToBeVisibleAsync();

        Assert.True(await visit.Page.Locator(".opblock").CountAsync() > 20);
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Authorize" })).ToBeVisibleAsync();
        Assert.Empty(visit.Complaints);
    }
}
