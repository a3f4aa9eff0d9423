using CsrAgent.Tests.Support.FakeModels;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CsrAgent.Tests.Browser;

/// <summary>axe, with all of its rules (WCAG 2.2 A and AA, and best practice), finds nothing in any state of page and widget.</summary>
[Collection(nameof(ChatSite))]
public sealed class AccessibilityTests(ChatSite site, Chromium chromium, ITestOutputHelper output)
{
    private const string Question = "How do I reset my password?";

    private static readonly ViewportSize Phone = new() { Width = 390, Height = 780 };

    /// <summary>Run as it is, for its violations alone: the binding's own call also brings all that axe has passed to .NET.</summary>
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private readonly List<string> _faults = [];
    private int _states;

    [Fact]
    public async Task Axe_InEveryState_FindsNothing()
    {
        await PageAsync("light", ColorScheme.Light, "en-GB", null);
        await PageAsync("dark, German, phone", ColorScheme.Dark, "de-DE", Phone);
        await PageAsync("Arabic", ColorScheme.Light, "ar-EG", null);
        await TroubleAsync();
        await WidgetAsync("widget", "", null);
        await WidgetAsync("widget on a phone, right to left", "?lang=ar&dir=rtl", Phone);

        output.WriteLine($"{_states} states");
        Assert.True(_faults.Count == 0, string.Join('\n', _faults));
        Assert.InRange(_states, 25, 100);
    }

    /// <summary>A conversation from its beginning to its end by a person.</summary>
    private async Task PageAsync(string name, ColorScheme scheme, string locale, ViewportSize? size)
    {
        site.Claude.Script = FakeClaudeReply.Default;
        await using var visit = await Visit.BeginAsync(chromium, site.Server.BaseAddress, size, scheme, locale);
        await Expect(visit.Page.GetByTestId("suggestion").First).ToBeVisibleAsync();
        await CheckAsync(visit, $"{name}: empty");
        await visit.Page.GetByTestId("articles").ClickAsync();
        await visit.Page.GetByTestId("article-query").FillAsync("coffee boxes");
        await Expect(visit.Page.GetByTestId("article-found").First).ToBeVisibleAsync();
        await CheckAsync(visit, $"{name}: articles found");
        await visit.Page.GetByTestId("article-found").First.ClickAsync();
        await Expect(visit.Page.GetByTestId("ask-about")).ToBeVisibleAsync();
        await CheckAsync(visit, $"{name}: article");
        await visit.Page.GetByTestId("articles-close").ClickAsync();
        await visit.SendAsync(Question);
        await visit.AnswerAsync();
        await CheckAsync(visit, $"{name}: answer");
        await visit.SendAsync("And how do I track my order?");
        await visit.AnswerAsync(2);
        await visit.Page.GetByTestId("feedback-down").Last.ClickAsync();
        await CheckAsync(visit, $"{name}: feedback");
        await visit.Page.GetByTestId("escalate").ClickAsync();
        await Expect(visit.Banner).ToBeVisibleAsync();
        await CheckAsync(visit, $"{name}: waiting for a person");
        var id = await site.EscalationAsync(await visit.SessionAsync());
        await site.StepAsync(id, "claim");
        await site.StepAsync(id, "reply", "Hello, this is **Mia**. See https://shop.example/help first.");
        await Expect(visit.Messages("human")).ToBeVisibleAsync();
        await visit.Page.GetByTestId("new-conversation").ClickAsync();
        await Expect(visit.Page.GetByTestId("keep")).ToBeFocusedAsync();
        await CheckAsync(visit, $"{name}: a person, and the question whether to start over");
        await visit.Page.GetByTestId("keep").ClickAsync();
        await site.StepAsync(id, "resolve");
        await Expect(visit.Page.Locator(".csr[data-status=ended]")).ToBeVisibleAsync();
        await visit.Page.GetByTestId("score-5").ClickAsync();
        await Expect(visit.Page.GetByTestId("person-rating").GetByTestId("feedback-comment")).ToBeVisibleAsync();
        await CheckAsync(visit, $"{name}: ended, and how it was");
        await visit.Banner.GetByRole(AriaRole.Button).ClickAsync();
        await visit.Page.GetByTestId("more").ClickAsync();
        await Expect(visit.Page.GetByTestId("past-entry")).ToBeVisibleAsync();
        await CheckAsync(visit, $"{name}: earlier conversations");
    }

    private async Task TroubleAsync()
    {
        site.Claude.Script = _ => FakeClaudeReply.InvalidKey;
        await using var visit = await Visit.BeginAsync(chromium, site.Server.BaseAddress);
        await visit.SendAsync(Question);
        await visit.AnswerAsync();
        await Expect(visit.Page.GetByTestId("degraded")).ToBeVisibleAsync();
        await CheckAsync(visit, "trouble: without the model");
        await visit.Page.GetByTestId("new-conversation").ClickAsync();
        await Expect(visit.Page.GetByTestId("undo")).ToBeVisibleAsync();
        await CheckAsync(visit, "trouble: undo");
        await visit.Composer.FillAsync(new string('x', 8_001));
        await Expect(visit.Page.GetByTestId("counter")).ToBeVisibleAsync();
        await CheckAsync(visit, "trouble: too long");
        await visit.Page.RouteAsync("**/api/v1/chat", route => route.FulfillAsync(new() { Status = 429, Headers = Later }));
        await visit.SendAsync(Question);
        await Expect(visit.Messages("customer").Last).ToHaveAttributeAsync("data-state", "waiting");
        await Expect(visit.Page.GetByTestId("typing")).ToBeHiddenAsync();
        await CheckAsync(visit, "trouble: rate limit");
        await visit.Page.UnrouteAllAsync();
        await visit.Page.ReloadAsync();
        await visit.Page.RouteAsync("**/api/v1/chat", route => route.FulfillAsync(new() { Status = 403 }));
        await visit.SendAsync(Question);
        await Expect(visit.Messages("customer").Last).ToHaveAttributeAsync("data-state", "failed");
        await CheckAsync(visit, "trouble: not sent");
        await visit.Page.EmulateMediaAsync(new() { Contrast = Contrast.More });
        await CheckAsync(visit, "trouble: more contrast");
        await visit.Page.EmulateMediaAsync(new() { Contrast = null, ForcedColors = ForcedColors.Active });
        await CheckAsync(visit, "trouble: forced colors");
    }

    private static readonly Dictionary<string, string> Later = new() { ["Retry-After"] = "30" };

    private async Task WidgetAsync(string name, string query, ViewportSize? size)
    {
        using var isClosed = new ManualResetEventSlim();
        site.Claude.Script = request =>
            isClosed.Wait(TimeSpan.FromMinutes(1)) ? FakeClaudeReply.Default(request) : FakeClaudeReply.InvalidKey;
        await using var visit = await Visit.BeginAsync(chromium, site.Shop + query, size);
        var launcher = visit.Page.GetByTestId("widget-launcher");
        await Expect(launcher).ToBeVisibleAsync();
        await CheckAsync(visit, $"{name}: closed");
        await visit.Page.RouteAsync("**/csr/panel.*", route => route.AbortAsync());
        await launcher.ClickAsync();
        await Expect(visit.Page.GetByTestId("load-again")).ToBeVisibleAsync();
        await CheckAsync(visit, $"{name}: not loaded");
        await visit.Page.UnrouteAllAsync();
        await visit.Page.GetByTestId("load-again").ClickAsync();
        await Expect(visit.Page.GetByTestId("suggestion").First).ToBeVisibleAsync();
        await CheckAsync(visit, $"{name}: open");
        await visit.SendAsync(Question);
        await Expect(visit.Page.GetByTestId("typing")).ToBeVisibleAsync();
        await visit.Page.GetByTestId("close").ClickAsync();
        isClosed.Set();
        await Expect(visit.Page.GetByTestId("preview")).ToBeVisibleAsync();
        await CheckAsync(visit, $"{name}: preview");
        await launcher.ClickAsync();
        await visit.AnswerAsync();
        await CheckAsync(visit, $"{name}: answer");
    }

    private async Task CheckAsync(Visit visit, string state)
    {
        _states++;
        // Colors are measured when nothing moves.
        await visit.Page.WaitForFunctionAsync(
            """
            () => [document, document.querySelector('[data-csr-widget]')?.shadowRoot ?? document]
              .flatMap((root) => root.getAnimations())
              .every((one) => one.playState === 'finished' || one.effect.getComputedTiming().iterations === Infinity)
            """
        );
        await visit.Page.EvaluateAsync(Axe);
        var found = await visit.Page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run({ resultTypes: ["violations"] })).violations
              .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(" | ")}`)
            """
        );
        _faults.AddRange(found.Select(fault => $"{state}: {fault}"));
    }
}
