using System.Globalization;
using System.Text.RegularExpressions;
using CsrAgent.Tests.Host;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.FakeModels;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CsrAgent.Tests.Browser;

[Collection(nameof(ChatSite))]
public sealed class ChatPageTests(ChatSite site, Chromium chromium)
{
    private const string Question = "How do I reset my password?";

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(30);

    [Fact]
    public async Task Send_Question_ShowsTheAnswerAsItGrowsThenItsSources()
    {
        site.Claude.Script = request => FakeClaudeReply.Default(request) with { Pace = Pace };
        await using var visit = await BeginAsync();
        await Expect(visit.Page).ToHaveTitleAsync("Customer Support");
        await Expect(visit.Composer).ToBeFocusedAsync();

        await visit.SendAsync(Question);
        await Expect(visit.Messages("customer")).ToContainTextAsync(Question);
        await Expect(visit.Page.Locator("[data-role=agent][data-streaming=true]")).ToBeVisibleAsync();
        var answer = await visit.AnswerAsync();

        Assert.Contains("choose a new one yourself", answer, StringComparison.Ordinal);
        await Expect(visit.Composer).ToHaveValueAsync("");
        await Expect(visit.Page.GetByTestId("typing")).ToBeHiddenAsync();
        var source = visit.Page.GetByTestId("sources").GetByRole(AriaRole.Link);
        await Expect(source).ToHaveTextAsync("How to Reset Your Password");
        await Expect(source).ToHaveAttributeAsync("href", "https://support.example.com/kb/reset-password");
        await Expect(source).ToHaveAttributeAsync("rel", "noopener noreferrer");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Suggestion_Clicked_IsAsked()
    {
        site.Claude.Script = FakeClaudeReply.Default;
        await using var visit = await BeginAsync();

        await visit.Page.GetByTestId("suggestion").First.ClickAsync();
        await visit.AnswerAsync();

        await Expect(visit.Messages("customer")).ToContainTextAsync(Question);
        await Expect(visit.Page.GetByTestId("suggestion").First).ToBeHiddenAsync();
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Feedback_DownWithAComment_IsKept()
    {
        site.Claude.Script = FakeClaudeReply.Default;
        await using var visit = await BeginAsync();
        await visit.SendAsync(Question);
        await visit.AnswerAsync();
        var before = await DownAsync();

        await visit.Page.GetByTestId("feedback-up").ClickAsync();
        await Expect(visit.Page.GetByTestId("feedback-up")).ToHaveAttributeAsync("aria-pressed", "true");
        await visit.Page.GetByTestId("feedback-down").ClickAsync();
        await visit.Page.GetByTestId("feedback-comment").FillAsync("The picture is missing.");
        await visit.Page.GetByTestId("feedback-send").ClickAsync();
        await Expect(visit.Page.GetByTestId("feedback-comment")).ToHaveCountAsync(0);

        await Expect(visit.Page.GetByTestId("feedback-down")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(visit.Page.GetByTestId("feedback-up")).ToHaveAttributeAsync("aria-pressed", "false");
        Assert.Equal(before + 1, await DownAsync());
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Person_NoLongerWanted_LeavesThePageToTheAssistant()
    {
        site.Claude.Script = FakeClaudeReply.Default;
        await using var visit = await BeginAsync();
        await visit.SendAsync(Question);
        await visit.AnswerAsync();
        await visit.Page.GetByTestId("escalate").ClickAsync();
        await Expect(visit.Banner).ToContainTextAsync("in line for a person");

        await visit.Page.GetByTestId("withdraw").ClickAsync();

        await Expect(visit.Banner).ToBeHiddenAsync();
        await Expect(visit.Page.GetByTestId("escalate")).ToBeVisibleAsync();
        await Expect(visit.Messages("system").Last).ToContainTextAsync("no longer need a person");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Person_AskedFor_AnswersOnThePage()
    {
        site.Claude.Script = FakeClaudeReply.Default;
        await using var visit = await BeginAsync();
        await visit.SendAsync(Question);
        await visit.AnswerAsync();

        await visit.Page.GetByTestId("escalate").ClickAsync();
        await Expect(visit.Banner).ToContainTextAsync("in line for a person");
        var id = await site.EscalationAsync(await visit.SessionAsync());
        await site.StepAsync(id, "claim");
        await Expect(visit.Banner).ToContainTextAsync("A person has joined");
        await Expect(visit.Messages("system").First).ToContainTextAsync("Mia");
        await site.StepAsync(id, "reply", "Hello, this is **Mia**. See https://shop.example/help first.");
        await Expect(visit.Messages("human")).ToContainTextAsync("Hello, this is Mia. See https://shop.example/help first.");
        await Expect(visit.Messages("human").Locator("a")).ToHaveAttributeAsync("href", "https://shop.example/help");
        await Expect(visit.Messages("human").Locator(".csr-speaker")).ToHaveTextAsync("Mia");
        await visit.SendAsync("My link does not work.");
        await Expect(visit.Messages("customer")).ToHaveCountAsync(2);
        await Expect(visit.Messages("customer").Last).ToHaveAttributeAsync("data-state", "sent");
        await Expect(visit.Page.GetByTestId("typing")).ToBeHiddenAsync();
        await visit.Page.GetByTestId("new-conversation").ClickAsync();
        await Expect(visit.Page.GetByTestId("confirm-new")).ToBeVisibleAsync();
        await Expect(visit.Page.GetByTestId("keep")).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(visit.Page.GetByTestId("confirm-new")).ToBeHiddenAsync();
        await visit.Page.GetByTestId("new-conversation").ClickAsync();
        await site.StepAsync(id, "resolve");
        await Expect(visit.Banner).ToContainTextAsync("ended");
        await Expect(visit.Page.GetByTestId("confirm-new")).ToBeHiddenAsync();

        await Expect(visit.Messages("agent")).ToHaveCountAsync(2);
        await visit.Banner.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(visit.Page.GetByTestId("message")).ToHaveCountAsync(0);
        await Expect(visit.Page.GetByTestId("suggestion").First).ToBeVisibleAsync();
        Assert.Empty(visit.Complaints);
    }

    /// <summary>All tabs are in one conversation: that in which the customer last went on.</summary>
    [Fact]
    public async Task Tabs_OfOneVisitor_AreInOneConversation()
    {
        site.Claude.Script = FakeClaudeReply.Default;
        await using var visit = await Visit.BeginAsync(chromium, site.Server.BaseAddress);
        await using var other = await visit.AnotherTabAsync();

        await visit.SendAsync("How do I reset my password?");
        var answer = await visit.AnswerAsync();
        Assert.Equal(answer, await other.AnswerAsync());
        await Expect(other.Messages("customer")).ToContainTextAsync("How do I reset my password?");

        await visit.Page.GetByTestId("new-conversation").ClickAsync();
        await Expect(other.Page.GetByTestId("message")).ToHaveCountAsync(0);
        await other.SendAsync("How do I track my order?");
        var second = await other.AnswerAsync();

        Assert.Equal(second, await visit.AnswerAsync());
        Assert.Equal(await other.SessionAsync(), await visit.SessionAsync());
        await visit.Page.ReloadAsync();
        Assert.Equal(second, await visit.AnswerAsync());
        Assert.Empty(visit.Complaints.Concat(other.Complaints));
    }

    [Fact]
    public async Task Answer_WithoutTheModel_SaysSo()
    {
        site.Claude.Script = _ => FakeClaudeReply.InvalidKey;
        await using var visit = await BeginAsync();

        await visit.SendAsync(Question);
        await visit.AnswerAsync();

        await Expect(visit.Page.GetByTestId("degraded")).ToBeVisibleAsync();
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Reload_Conversation_IsThereAgainAndGoesOn()
    {
        site.Claude.Script = FakeClaudeReply.Default;
        await using var visit = await BeginAsync();
        await visit.SendAsync(Question);
        var answer = await visit.AnswerAsync();
        await visit.Page.GetByTestId("feedback-up").ClickAsync();
        await Expect(visit.Page.GetByText("Thank you for the feedback")).ToBeVisibleAsync();

        await visit.Page.ReloadAsync();

        Assert.Equal(answer, await visit.AnswerAsync());
        await Expect(visit.Messages("customer")).ToContainTextAsync(Question);
        await Expect(visit.Page.GetByTestId("sources")).ToBeVisibleAsync();
        await Expect(visit.Page.GetByTestId("feedback-up")).ToHaveAttributeAsync("aria-pressed", "true");
        await visit.SendAsync("How do I track my order?");
        await visit.AnswerAsync(2);
        Assert.Equal(4, (await site.Customer.MessagesAsync(await visit.SessionAsync())).Count);
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData(ColorScheme.Light, "light", "dark")]
    [InlineData(ColorScheme.Dark, "dark", "light")]
    public async Task Theme_Toggled_StaysSoAfterAReload(ColorScheme scheme, string first, string second)
    {
        await using var visit = await Visit.BeginAsync(chromium, site.Server.BaseAddress, scheme: scheme);
        var root = visit.Page.Locator("html");
        await Expect(root).ToHaveAttributeAsync("data-theme", first);
        var before = await BrightnessAsync(visit);

        await visit.Page.GetByTestId("theme-toggle").ClickAsync();
        await Expect(root).ToHaveAttributeAsync("data-theme", second);
        await visit.Page.ReloadAsync();

        await Expect(root).ToHaveAttributeAsync("data-theme", second);
        Assert.Equal(second == "light", await BrightnessAsync(visit) > before);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Keyboard_Alone_IsEnough()
    {
        site.Claude.Script = FakeClaudeReply.Default;
        await using var visit = await BeginAsync();
        await Expect(visit.Composer).ToBeFocusedAsync();

        await visit.Page.Keyboard.TypeAsync("How do I reset");
        await visit.Page.Keyboard.PressAsync("Shift+Enter");
        await visit.Page.Keyboard.TypeAsync("my password?");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.AnswerAsync();
        Assert.Equal("How do I reset\nmy password?", (await site.Customer.MessagesAsync(await visit.SessionAsync()))[0].Text());

        await TabToAsync(visit, "feedback-up", "Shift+Tab");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.GetByTestId("feedback-up")).ToHaveAttributeAsync("aria-pressed", "true");
        await TabToAsync(visit, "escalate", "Tab");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Banner).ToBeVisibleAsync();
        await Expect(visit.Banner).ToBeFocusedAsync();
        await TabToAsync(visit, "theme-toggle", "Shift+Tab");
        await visit.Page.Keyboard.PressAsync("Space");
        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Person_WhoClaimsWhileThePageCatchesUp_StaysOnThePage()
    {
        site.Claude.Script = FakeClaudeReply.Default;
        await using var visit = await BeginAsync();
        await visit.SendAsync(Question);
        await visit.AnswerAsync();
        var read = new TaskCompletionSource();
        var isClaimed = new TaskCompletionSource();
        await visit.Page.RouteAsync(
            new Regex("/api/v1/chat/[^/]+$"),
            async route =>
            {
                var history = await route.FetchAsync();
                read.TrySetResult();
                await isClaimed.Task;
                await route.FulfillAsync(new() { Response = history });
            }
        );

        await visit.Page.GetByTestId("escalate").ClickAsync();
        await Expect(visit.Banner).ToContainTextAsync("in line for a person");
        await read.Task;
        await site.StepAsync(await site.EscalationAsync(await visit.SessionAsync()), "claim");
        await Expect(visit.Banner).ToContainTextAsync("A person has joined");
        isClaimed.SetResult();
        await visit.Page.UnrouteAllAsync(new() { Behavior = UnrouteBehavior.Wait });
        await Expect(visit.Messages("system").First).ToContainTextAsync("Mia");

        await Expect(visit.Banner).ToContainTextAsync("A person has joined");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Markup_InAnswersAndQuestions_IsText()
    {
        const string Markup = """<img src="x" onerror="window.pwned = 1">""";
        site.Claude.Script = _ => FakeClaudeReply.Citing($"Use {Markup} the **bold** and <script>window.pwned = 1</script> `code`.");
        await using var visit = await BeginAsync();

        await visit.SendAsync($"How do I reset my <b>password</b>? [link](javascript:alert(1)) {Markup}");
        var shown = await visit.AnswerAsync();
        await visit.Page.GetByTestId("escalate").ClickAsync();
        await Expect(visit.Banner).ToContainTextAsync("in line for a person");
        var id = await site.EscalationAsync(await visit.SessionAsync());
        await site.StepAsync(id, "claim");
        // A link that stands in no article does not leave the server in an answer, but people may send any.
        await site.StepAsync(id, "reply", $"Take the **strong** [link](javascript:alert(1)) {Markup}");
        await Expect(visit.Messages("human").Locator("strong")).ToHaveTextAsync("strong");

        Assert.Contains("<img src=\"x\" onerror=\"window.pwned = 1\">", shown, StringComparison.Ordinal);
        await Expect(visit.Messages("customer")).ToContainTextAsync("<b>password</b>");
        await Expect(visit.Page.GetByTestId("message").Locator("img, script, b, a[href^=javascript]")).ToHaveCountAsync(0);
        await Expect(visit.Messages("agent").Locator("strong").First).ToHaveTextAsync("bold");
        Assert.False(await visit.Page.EvaluateAsync<bool>("() => 'pwned' in window"));
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData(320, 480)]
    [InlineData(390, 844)]
    [InlineData(1600, 1000)]
    public async Task Page_AtAnySize_ShowsTheComposerAndDoesNotScrollSideways(int width, int height)
    {
        site.Claude.Script = FakeClaudeReply.Default;
        await using var visit = await Visit.BeginAsync(chromium, site.Server.BaseAddress, new() { Width = width, Height = height });

        await visit.SendAsync($"{Question} {new string('x', 300)}");
        await visit.AnswerAsync();

        await Expect(visit.Composer).ToBeInViewportAsync();
        await Expect(visit.Page.GetByTestId("send")).ToBeInViewportAsync();
        Assert.True(
            await visit.Page.EvaluateAsync<bool>(
                "() => [document.documentElement, ...document.querySelectorAll('.csr-scroller')].every(e => e.scrollWidth <= e.clientWidth)"
            )
        );
    }

    private Task<Visit> BeginAsync() => Visit.BeginAsync(chromium, site.Server.BaseAddress);

    private static async Task TabToAsync(Visit visit, string testId, string key)
    {
        for (var i = 0; i < 30; i++)
        {
            await visit.Page.Keyboard.PressAsync(key);
            if (await visit.FocusedAsync() == testId) return;
        }

        Assert.Fail($"{key} does not lead to {testId}.");
    }

    private static async Task<int> BrightnessAsync(Visit visit)
    {
        var color = await visit.Page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).backgroundColor");
        return color.Split('(', ')')[1].Split(',').Take(3).Sum(part => int.Parse(part, CultureInfo.InvariantCulture));
    }

    private async Task<long> DownAsync() =>
        (await site.Admin.GetAsync($"{ChatClient.Admin}/stats")).Is(200)["feedback"].GetProperty("down").GetInt64();
}
