using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace CsrAgent.Tests.Browser;

/// <summary>A visitor's page, and everything that their browser complains about.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _visitor;
    private readonly ConcurrentQueue<string> _complaints = new();

    private Visit(IBrowserContext visitor, IPage page)
    {
        (_visitor, Page) = (visitor, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") _complaints.Enqueue(message.Text);
        };
        page.PageError += (_, error) => _complaints.Enqueue(error);
    }

    public IPage Page { get; }

    /// <summary>Errors, warnings and refusals of the content policy.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    public ILocator Composer => Page.GetByTestId("composer");

    public ILocator Notice => Page.GetByTestId("notice");

    public ILocator Banner => Page.GetByTestId("status-banner");

    /// <param name="before">A script that runs before those of the page.</param>
    public static async Task<Visit> BeginAsync(
        Chromium chromium,
        string address,
        ViewportSize? size = null,
        ColorScheme scheme = ColorScheme.Light,
        string? locale = null,
        string before = ""
    )
    {
        var visitor = await chromium.VisitorAsync(size, scheme, locale);
        if (before.Length > 0) await visitor.AddInitScriptAsync(before);
        var visit = new Visit(visitor, await visitor.NewPageAsync());
        await visit.Page.GotoAsync(address);
        return visit;
    }

    /// <summary>Of the same visitor, on the same page.</summary>
    public async Task<Visit> AnotherTabAsync()
    {
        var tab = new Visit(_visitor, await _visitor.NewPageAsync());
        await tab.Page.GotoAsync(Page.Url);
        return tab;
    }

    /// <param name="role">As in the history.</param>
    public ILocator Messages(string role) => Page.Locator($"[data-testid=message][data-role={role}]");

    public async Task SendAsync(string text)
    {
        await Composer.FillAsync(text);
        await Page.GetByTestId("send").ClickAsync();
    }

    /// <summary>The last answer, whole.</summary>
    public async Task<string> AnswerAsync(int number = 1)
    {
        await Assertions.Expect(Messages("agent")).ToHaveCountAsync(number);
        var last = Messages("agent").Last;
        await Assertions.Expect(last).Not.ToHaveAttributeAsync("data-streaming", "true");
        return await last.Locator(".csr-text").InnerTextAsync();
    }

    /// <summary>Lets the page's clock run until its last message is in a state. The clock has to be installed.</summary>
    public async Task RunClockUntilAsync(string state)
    {
        for (var second = 0; second < 600; second++)
        {
            if (await Messages("customer").Last.GetAttributeAsync("data-state") == state) return;
            await Page.Clock.RunForAsync(1_000);
        }

        Assert.Fail($"The last message did not become {state}.");
    }

    /// <summary>What the page remembers, and under which key.</summary>
    public async Task<(string Key, JsonObject Kept)> KeptAsync()
    {
        var entry = await Page.EvaluateAsync<string[]>("() => Object.entries(localStorage).find(([key]) => key.startsWith('csr:http'))");
        return (entry[0], JsonNode.Parse(entry[1])!.AsObject());
    }

    /// <summary>The conversation that the page is in.</summary>
    public async Task<string> SessionAsync() => (await KeptAsync()).Kept["sessionId"]!.GetValue<string>();

    /// <summary>What the keyboard is at.</summary>
    public Task<string?> FocusedAsync() => Page.EvaluateAsync<string?>("() => document.activeElement?.dataset.testid ?? null");

    public async ValueTask DisposeAsync() => await _visitor.DisposeAsync();
}
