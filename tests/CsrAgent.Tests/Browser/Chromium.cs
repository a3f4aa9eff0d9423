using Microsoft.Playwright;

namespace CsrAgent.Tests.Browser;

/// <summary>One Chromium for all browser tests: the one that is installed. Nothing is downloaded.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
    private static readonly string[] Quiet =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        Environment.SetEnvironmentVariable("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        Environment.SetEnvironmentVariable("PLAYWRIGHT_SKIP_VALIDATE_HOST_REQUIREMENTS", "1");
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Find(), Args = Quiet });
        Assertions.SetDefaultExpectTimeout(20_000);
    }

    /// <summary>A visitor without a past.</summary>
    public Task<IBrowserContext> VisitorAsync(ViewportSize? size = null, ColorScheme scheme = ColorScheme.Light, string? locale = null) =>
        _browser!.NewContextAsync(
            new()
            {
                ViewportSize = size ?? new() { Width = 1000, Height = 760 },
                ColorScheme = scheme,
                Locale = locale ?? "en-GB",
            }
        );

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    private static string Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("No Chromium on the PATH: install the package chromium, or run ./test, which does.");
}
