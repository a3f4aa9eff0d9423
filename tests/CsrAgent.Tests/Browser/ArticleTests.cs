using CsrAgent.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CsrAgent.Tests.Browser;

/// <summary>Searching and reading articles inside the chat.</summary>
[Collection(nameof(ChatSite))]
public sealed class ArticleTests(ChatSite site, Chromium chromium)
{
    /// <summary>From the keyboard alone: to search, to read, to go back, and to ask.</summary>
    [Fact]
    public async Task Articles_ByKeyboard_AreFoundReadAndAskedAbout()
    {
        await using var visit = await Visit.BeginAsync(chromium, site.Server.BaseAddress);
        var sheet = visit.Page.GetByTestId("articles-sheet");
        await visit.Page.GetByTestId("articles").PressAsync("Enter");
        await Expect(sheet.GetByRole(AriaRole.Searchbox, new() { Name = "Search the articles" })).ToBeFocusedAsync();
        await Expect(visit.Page.Locator(".csr-chat")).ToHaveJSPropertyAsync("inert", true);

        await visit.Page.Keyboard.TypeAsync("coffee boxes");
        await Expect(sheet.GetByRole(AriaRole.Status)).ToContainTextAsync("Articles found:");
        var first = sheet.GetByTestId("article-found").First;
        await Expect(first).ToContainTextAsync("Order a Coffee or Garden Refill Box");
        await visit.Page.Keyboard.PressAsync("Tab");
        await Expect(first).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Enter");

        var article = sheet.GetByRole(AriaRole.Article);
        var heading = article.GetByRole(AriaRole.Heading, new() { Level = 3 });
        await Expect(heading).ToBeFocusedAsync();
        await Expect(article.GetByRole(AriaRole.Table)).ToBeVisibleAsync();
        await Expect(article.GetByRole(AriaRole.Columnheader).First).ToHaveTextAsync("Box");
        var title = await heading.InnerTextAsync();

        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(first).ToBeFocusedAsync();
        await first.PressAsync("Enter");
        await article.GetByTestId("ask-about").PressAsync("Enter");
        await Expect(visit.Composer).ToBeFocusedAsync();
        await Expect(visit.Composer).ToHaveValueAsync($"About “{title}”: ");
        await Expect(sheet).ToBeHiddenAsync();
        Assert.Empty(visit.Complaints);
    }

    /// <summary>What was read once can be read again without a connection; a search goes on by itself once it is back.</summary>
    [Fact]
    public async Task Articles_WithoutAConnection_SaySoAndGoOn()
    {
        await using var visit = await Visit.BeginAsync(chromium, site.Server.BaseAddress);
        var sheet = visit.Page.GetByTestId("articles-sheet");
        await visit.Page.GetByTestId("articles").ClickAsync();
        await visit.Page.GetByTestId("article-query").FillAsync("reset password");
        await sheet.GetByTestId("article-found").First.ClickAsync();
        await Expect(sheet.GetByTestId("ask-about")).ToBeVisibleAsync();
        await sheet.GetByTestId("to-results").ClickAsync();
        await visit.Page.Context.SetOfflineAsync(true);

        await sheet.GetByTestId("article-found").First.ClickAsync();
        await Expect(sheet.GetByTestId("ask-about")).ToBeVisibleAsync();
        await sheet.GetByTestId("to-results").ClickAsync();
        await sheet.GetByTestId("article-found").Last.ClickAsync();
        await Expect(sheet.GetByRole(AriaRole.Status)).ToContainTextAsync("did not work");
        await Expect(sheet.GetByTestId("articles-again")).ToBeVisibleAsync();
        await visit.Page.Context.SetOfflineAsync(false);

        await Expect(sheet.GetByTestId("ask-about")).ToBeVisibleAsync();
        await Expect(sheet.GetByTestId("articles-again")).ToBeHiddenAsync();
    }

    /// <summary>An article's text is never markup of the page.</summary>
    [Fact]
    public async Task Article_WithMarkup_IsShownAsText()
    {
        var id = Guid.NewGuid().ToString("N");
        var word = "quillonade" + id[..4];
        var article = new
        {
            id,
            title = $"The <b>{word}</b>",
            body = $"About the {word}: `<img src=x onerror=alert(1)>` and [a link](javascript:alert(2)).\n\n"
                + "| Size | Price |\n|---|---|\n| S | $2 |",
        };
        (await site.Admin.PostAsync($"{ChatClient.Admin}/knowledge-base/articles", new[] { article })).Is(200);
        await using var visit = await Visit.BeginAsync(chromium, site.Shop);
        await visit.Page.GetByTestId("widget-launcher").ClickAsync();
        await visit.Page.GetByTestId("articles").ClickAsync();
        await visit.Page.GetByTestId("article-query").FillAsync(word);
        await visit.Page.GetByTestId("article-found").First.ClickAsync();

        var text = visit.Page.GetByTestId("article").Locator(".csr-text");
        await Expect(text).ToContainTextAsync("<img src=x onerror=alert(1)>");
        await Expect(text.Locator("img, a")).ToHaveCountAsync(0);
        await Expect(text.GetByRole(AriaRole.Cell)).ToHaveTextAsync(["S", "$2"]);
        Assert.Empty(visit.Complaints);
        (await site.Admin.DeleteAsync($"{ChatClient.Admin}/knowledge-base/articles/{id}")).Is(204);
    }

    [Fact]
    public async Task Articles_OnAnArabicSite_AreSearchedInItsLanguage()
    {
        await using var visit = await Visit.BeginAsync(chromium, $"{site.Shop}?lang=ar&dir=rtl");
        await visit.Page.GetByTestId("widget-launcher").ClickAsync();
        await visit.Page.GetByTestId("articles").ClickAsync();
        var asked = visit.Page.WaitForRequestAsync("**/api/v1/chat/articles?*");
        await visit.Page.GetByTestId("article-query").FillAsync("password");

        Assert.Contains("language=ar", (await asked).Url, StringComparison.Ordinal);
        await Expect(visit.Page.GetByTestId("articles-sheet").GetByRole(AriaRole.Status)).ToContainTextAsync("عدد المقالات");
        await Expect(visit.Page.GetByTestId("articles-sheet")).ToHaveCSSAsync("direction", "rtl");
    }
}
