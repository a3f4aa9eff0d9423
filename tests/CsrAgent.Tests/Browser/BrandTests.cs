using CsrAgent.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CsrAgent.Tests.Browser;

/// <summary>The page as a company has set it.</summary>
[Collection(nameof(ChatSite))]
public sealed class BrandTests(BrandTests.FinchSite finch, ChatSite site, Chromium chromium) : IClassFixture<BrandTests.FinchSite>
{
    [Fact]
    public async Task Page_OfACompany_HasItsNamesColorsAndWords()
    {
        await using var visit = await Visit.BeginAsync(chromium, finch.Server.BaseAddress);

        await Expect(visit.Page).ToHaveTitleAsync("Alder & Finch");
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Alder & Finch" })).ToBeVisibleAsync();
        await Expect(visit.Page.Locator(".csr-greeting")).ToHaveTextAsync("Hello from Finch.");
        await Expect(visit.Page.GetByTestId("suggestion")).ToHaveTextAsync(["Where is my parcel?", "How do I return it?"]);
        await Expect(visit.Page.Locator(".csr-presence")).ToHaveTextAsync("AI assistant");
        await visit.SendAsync("How do I reset my password?");
        await visit.AnswerAsync();
        await Expect(visit.Messages("agent").Locator(".csr-speaker")).ToHaveTextAsync("Finchy");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Config_OfACompany_IsWhatWasSet()
    {
        var config = (await finch.Customer.GetAsync($"{ChatClient.Chat}/config")).Is(200);

        Assert.Equal("Alder & Finch", config.Text("title"));
        Assert.Equal("Finchy", config.Text("agent_name"));
        Assert.Equal("#7a3e9d", config.Text("color"));
        Assert.Equal("left", config.Text("position"));
        Assert.Equal(40, config["offset_y"].GetInt32());
    }

    [Fact]
    public async Task Config_WithoutSettings_LeavesTheWordsToThePage()
    {
        var config = (await site.Customer.GetAsync($"{ChatClient.Chat}/config")).Is(200);

        foreach (var name in new[] { "title", "agent_name", "color", "theme", "greeting", "suggestions", "language", "position" })
        {
            Assert.Equal(System.Text.Json.JsonValueKind.Null, config[name].ValueKind);
        }
    }

    public sealed class FinchSite()
        : TestServer(
            hasModel: false,
            ("COMPANY_NAME", "Alder & Finch"),
            ("AGENT_NAME", "Finchy"),
            ("BRAND_COLOR", "#7a3e9d"),
            ("BRAND_GREETING", "Hello from Finch."),
            ("BRAND_SUGGESTIONS", "Where is my parcel? | How do I return it?"),
            ("BRAND_POSITION", "left"),
            ("BRAND_OFFSET_Y", "40")
        );
}
