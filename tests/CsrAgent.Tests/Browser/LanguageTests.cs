using static Microsoft.Playwright.Assertions;

namespace CsrAgent.Tests.Browser;

/// <summary>The chat's own texts, in the language of the visitor or of the page.</summary>
[Collection(nameof(ChatSite))]
public sealed class LanguageTests(ChatSite site, Chromium chromium)
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
        await using var visit = await Visit.BeginAsync(chromium, site.Server.BaseAddress);

        var faults = await visit.Page.EvaluateAsync<string[]>(
            """
            async () => {
              const part = async (name) => (await import(`/csr/${name}.js`)).default;
              const load = async (code) => ({ ...await part(`launcher/${code}`), ...await part(`words/${code}`) });
              const { languages } = await import("/csr/words.js");
              const shape = (value) => typeof value === "string"
                ? (value.trim() ? (value.match(/\{\w+\}/g) ?? []).sort().join() : "empty")
                : Object.fromEntries(Object.entries(value).sort().map(([key, part]) => [key, shape(part)]));
              const english = await load("en");
              const faults = languages.length === 16 ? [] : [`${languages.length} languages`];
              for (const code of languages) {
                const texts = await load(code);
                if (JSON.stringify(shape(texts)) !== JSON.stringify(shape(english))) faults.push(`${code}: another shape`);
                if (code !== "en" && texts.greeting === english.greeting) faults.push(`${code}: English`);
              }
              return faults;
            }
            """
        );

        Assert.Empty(faults);
    }
}
