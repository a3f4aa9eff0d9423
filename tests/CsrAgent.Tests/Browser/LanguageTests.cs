using System.Text.RegularExpressions;
using CsrAgent.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace CsrAgent.Tests.Browser;

/// <summary>The chat's own texts, in the language of the visitor or of the page.</summary>
[Collection(nameof(ChatSite))]
public sealed partial class LanguageTests(ChatSite site, Chromium chromium)
{
    [Theory]
    [InlineData("de-AT", "de-AT", "ltr", "KI-")]
    [InlineData("ar-EG", "ar-EG", "rtl", "ذكاء")]
    [InlineData("fi-FI", "en", "ltr", "AI assistant")]
    public async Task Page_VisitorsLanguage_IsSpoken(string locale, string lang, string direction, string presence)
    {
        await using var visit = await Visit.BeginAsync(chromium, site.Server.BaseAddress, locale: locale);

        await Expect(visit.Composer).ToBeVisibleAsync();

        var root = visit.Page.Locator("html");
        await Expect(root).ToHaveAttributeAsync("lang", lang);
        await Expect(root).ToHaveAttributeAsync("dir", direction);
        await Expect(visit.Page.Locator(".csr-presence")).ToContainTextAsync(presence);
        Assert.Empty(visit.Complaints);
    }

    /// <summary>A site's language counts more than the visitor's, and a frame in English stays left to right on an Arabic site.</summary>
    [Theory]
    [InlineData("fr", "ltr", "fr")]
    [InlineData("he", "rtl", "en-GB")]
    public async Task Widget_OnASite_SpeaksItsLanguage(string language, string direction, string spoken)
    {
        await using var visit = await Visit.BeginAsync(chromium, $"{site.Shop}?lang={language}&dir={direction}");
        await visit.Page.GetByTestId("widget-launcher").ClickAsync();

        var chat = visit.Page.Locator(".csr-panel .csr");
        await Expect(chat).ToHaveAttributeAsync("lang", spoken);
        await Expect(chat).ToHaveCSSAsync("direction", "ltr");
        Assert.Empty(visit.Complaints);
    }

    /// <summary>Every text, placeholder and list of the English ones is in each language.</summary>
    [Fact]
    public async Task Words_InEveryLanguage_HaveTheSameShape()
    {
        await using var visit = await Visit.BeginAsync(chromium, "about:blank");
        var each = Languages.Select(code => $"{code}: {{ ...{TextsOf("launcher", code)}, ...{TextsOf("words", code)} }}");
        var texts = string.Join(",\n", each);

        var faults = await visit.Page.EvaluateAsync<string[]>(
            $$"""
            () => {
              const all = { {{texts}} };
              const shape = (value) => typeof value === "string"
                ? (value.trim() ? (value.match(/\{\w+\}/g) ?? []).sort().join() : "empty")
                : Object.fromEntries(Object.entries(value).sort().map(([key, part]) => [key, shape(part)]));
              const faults = [];
              for (const [code, own] of Object.entries(all)) {
                if (JSON.stringify(shape(own)) !== JSON.stringify(shape(all.en))) faults.push(`${code}: another shape`);
                if (code !== "en" && own.greeting === all.en.greeting) faults.push(`${code}: English`);
              }
              return faults;
            }
            """
        );

        Assert.Empty(faults);
    }

    private static List<string> Languages
    {
        get
        {
            var listed = LanguageList().Match(Read("words.js")).Groups["codes"].Value;
            var codes = listed.Split(", ").Select(code => code.Trim('"')).ToList();
            Assert.Equal(16, codes.Count);
            return codes;
        }
    }

    private static string TextsOf(string part, string code)
    {
        var text = Read(Path.Combine(part, $"{code}.js"));
        return text[(text.IndexOf("export default ", StringComparison.Ordinal) + 15)..].TrimEnd().TrimEnd(';');
    }

    private static string Read(string path) =>
        File.ReadAllText(Path.Combine(BuildOutput.RepositoryRoot, "src", "CsrAgent.Host", "wwwroot", "csr", path));

    [GeneratedRegex(@"languages = \[(?<codes>[^\]]+)\]")]
    private static partial Regex LanguageList();
}
