using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CsrAgent.Tests.Browser;

/// <summary>What a site's visitors wait for. The bytes are measured in PageFilesTests.</summary>
[Collection(nameof(ChatSite))]
public sealed class WidgetLoadTests(ChatSite site, Chromium chromium, ITestOutputHelper output)
{
    /// <summary>Times are printed, not asserted: they are those of the machine that runs the tests.</summary>
    [Fact]
    public async Task Widget_OverASlowLine_NeedsTwoRequestsAndThenOne()
    {
        await using var visit = await Visit.BeginAsync(chromium, "about:blank");
        var asked = new ConcurrentQueue<string>();
        visit.Page.Request += (_, request) =>
        {
            if (request.Url.StartsWith(site.Server.BaseAddress, StringComparison.Ordinal)) asked.Enqueue(request.Url);
        };
        var network = await visit.Page.Context.NewCDPSessionAsync(visit.Page);
        await network.SendAsync("Network.enable");
        await network.SendAsync(
            "Network.emulateNetworkConditions",
            new() { ["offline"] = false, ["latency"] = 150, ["downloadThroughput"] = 200_000, ["uploadThroughput"] = 200_000 }
        );
        var time = Stopwatch.StartNew();
        await visit.Page.GotoAsync(site.Shop);
        await Expect(visit.Page.GetByTestId("widget-launcher")).ToBeVisibleAsync();
        output.WriteLine($"at 150 ms and 1.6 Mbit/s: launcher after {time.ElapsedMilliseconds} ms, {asked.Count} requests");
        Assert.Equal(["widget.js", "config"], asked.Select(Name));
        asked.Clear();

        time.Restart();
        await visit.Page.GetByTestId("widget-launcher").ClickAsync();
        await Expect(visit.Page.GetByTestId("skeleton").Or(visit.Composer).First).ToBeVisibleAsync();
        output.WriteLine($"outline or composer after {time.ElapsedMilliseconds} ms");
        await Expect(visit.Composer).ToBeVisibleAsync();
        output.WriteLine($"composer after {time.ElapsedMilliseconds} ms, {asked.Count} requests");

        Assert.StartsWith("panel.", Name(Assert.Single(asked)), StringComparison.Ordinal);

        static string Name(string url) => new Uri(url).Segments[^1];
    }

    [Fact]
    public async Task Panel_OnASlowLine_HasItsOutlineAtOnceAndCanBeLoadedAgain()
    {
        await using var visit = await Visit.BeginAsync(chromium, site.Shop);
        var asked = new TaskCompletionSource();
        var mayFail = new TaskCompletionSource();
        await visit.Page.RouteAsync(
            "**/csr/panel.*",
            async route =>
            {
                asked.TrySetResult();
                await mayFail.Task;
                await route.AbortAsync();
            }
        );

        await visit.Page.GetByTestId("widget-launcher").ClickAsync();

        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Teapot help" })).ToBeVisibleAsync();
        await Expect(visit.Page.GetByTestId("skeleton")).ToBeVisibleAsync();
        await asked.Task;
        mayFail.SetResult();
        await Expect(visit.Page.GetByTestId("load-again")).ToBeVisibleAsync();
        await visit.Page.UnrouteAllAsync(new() { Behavior = UnrouteBehavior.Wait });
        await visit.Page.GetByTestId("load-again").ClickAsync();
        await Expect(visit.Composer).ToBeFocusedAsync();
    }
}
