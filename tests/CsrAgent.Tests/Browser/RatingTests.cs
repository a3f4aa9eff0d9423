using System.Collections.Concurrent;
using System.Text.Json;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.FakeModels;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CsrAgent.Tests.Browser;

/// <summary>Once a person has settled the matter, the customer is asked how it was.</summary>
[Collection(nameof(ChatSite))]
public sealed class RatingTests(ChatSite site, Chromium chromium)
{
    [Fact]
    public async Task Rating_AfterAPerson_IsAskedOnceInAllTabs()
    {
        await using var visit = await SettledAsync();
        await using var other = await visit.AnotherTabAsync();
        var question = visit.Page.GetByRole(AriaRole.Group, new() { Name = "How was your conversation with our team?" });
        await Expect(question).ToBeVisibleAsync();
        await Expect(other.Page.GetByTestId("person-rating")).ToBeVisibleAsync();

        await question.GetByRole(AriaRole.Button, new() { Name = "4: Good" }).PressAsync("Enter");
        await Expect(question.GetByRole(AriaRole.Status)).ToHaveTextAsync("Thank you for the feedback");
        await question.GetByTestId("feedback-comment").FillAsync("Quick and kind.");
        await question.GetByTestId("feedback-send").ClickAsync();

        await Expect(question.GetByTestId("feedback-comment")).ToBeHiddenAsync();
        await Expect(question.GetByTestId("score-4")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(other.Page.GetByTestId("person-rating")).ToBeHiddenAsync();
        var rating = await RatingAsync(await visit.SessionAsync());
        Assert.Equal((4, "Quick and kind."), (rating.GetProperty("score").GetInt32(), rating.GetProperty("comment").GetString()));
        await visit.Page.ReloadAsync();
        await Expect(visit.Banner).ToContainTextAsync("ended");
        await Expect(visit.Page.GetByTestId("person-rating")).ToBeHiddenAsync();
        Assert.Empty(visit.Complaints.Concat(other.Complaints));
    }

    [Fact]
    public async Task Rating_Dismissed_IsNotAskedAgain()
    {
        await using var visit = await SettledAsync();
        await visit.Page.GetByTestId("rating-skip").ClickAsync();
        await Expect(visit.Page.GetByTestId("person-rating")).ToBeHiddenAsync();

        await visit.Page.ReloadAsync();

        await Expect(visit.Banner).ToContainTextAsync("ended");
        await Expect(visit.Page.GetByTestId("person-rating")).ToBeHiddenAsync();
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Rating_ThatCannotBeSaved_SaysSoAndCanBeGivenAgain()
    {
        await using var visit = await SettledAsync();
        await visit.Page.RouteAsync("**/rating", route => route.AbortAsync());
        await visit.Page.GetByTestId("score-2").ClickAsync();
        await Expect(visit.Page.GetByTestId("person-rating")).ToContainTextAsync("Could not be saved");
        await Expect(visit.Page.GetByTestId("score-2")).ToHaveAttributeAsync("aria-pressed", "false");
        await visit.Page.UnrouteAllAsync();

        await visit.Page.GetByTestId("score-2").ClickAsync();

        await Expect(visit.Page.GetByTestId("person-rating")).ToContainTextAsync("Thank you");
        Assert.Equal(2, (await RatingAsync(await visit.SessionAsync())).GetProperty("score").GetInt32());
    }

    /// <summary>An answer replaces the one before: what was given with that one is given again.</summary>
    [Fact]
    public async Task Rating_AnotherScoreAfterAComment_KeepsTheComment()
    {
        await using var visit = await SettledAsync();
        await visit.Page.GetByTestId("score-2").ClickAsync();
        await visit.Page.GetByTestId("feedback-comment").FillAsync("Quick and kind.");
        await visit.Page.GetByTestId("feedback-send").ClickAsync();
        await Expect(visit.Page.GetByTestId("feedback-comment")).ToBeHiddenAsync();

        await visit.Page.RunAndWaitForResponseAsync(
            () => visit.Page.GetByTestId("score-5").ClickAsync(),
            response => response.Url.EndsWith("/rating", StringComparison.Ordinal)
        );

        var rating = await RatingAsync(await visit.SessionAsync());
        Assert.Equal((5, "Quick and kind."), (rating.GetProperty("score").GetInt32(), rating.GetProperty("comment").GetString()));
        Assert.Empty(visit.Complaints);
    }

    /// <summary>The first answer takes long: the second one waits for it, and is the one that stays.</summary>
    [Fact]
    public async Task Rating_TwoScoresInQuickSuccession_StoresTheLaterOne()
    {
        await using var visit = await SettledAsync();
        var firstMayGoOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sent = new ConcurrentQueue<int>();
        await visit.Page.RouteAsync(
            "**/rating",
            async route =>
            {
                var score = JsonDocument.Parse(route.Request.PostData!).RootElement.GetProperty("score").GetInt32();
                if (score == 1) await firstMayGoOn.Task;
                sent.Enqueue(score);
                await route.ContinueAsync();
            }
        );
        await visit.Page.GetByTestId("score-1").ClickAsync();
        await visit.Page.GetByTestId("score-5").ClickAsync();
        // Whatever does not wait for the first one has been sent, and answered, when the page has fetched something else after it.
        await visit.Page.EvaluateAsync("() => fetch('/api/v1/openapi.json').then((response) => response.text())");
        firstMayGoOn.SetResult();

        await Expect(visit.Page.GetByTestId("feedback-comment")).ToHaveCountAsync(1);

        Assert.Equal([1, 5], sent);
        await Expect(visit.Page.GetByTestId("score-5")).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.Equal(5, (await RatingAsync(await visit.SessionAsync())).GetProperty("score").GetInt32());
        Assert.Empty(visit.Complaints);
    }

    /// <summary>A tab saves what it knows of the conversation: also what another one has learnt of it.</summary>
    [Fact]
    public async Task Rating_DismissedInOneTab_StaysSoWhateverAnotherSaves()
    {
        await using var visit = await SettledAsync();
        await using var other = await visit.AnotherTabAsync();
        await Expect(other.Page.GetByTestId("person-rating")).ToBeVisibleAsync();

        await visit.Page.GetByTestId("rating-skip").ClickAsync();

        await Expect(other.Page.GetByTestId("person-rating")).ToBeHiddenAsync();
        await other.Page.GetByTestId("feedback-up").ClickAsync();
        await Expect(other.Page.GetByTestId("feedback-up")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(other.Messages("agent").First).ToContainTextAsync("Thank you");
        await visit.Page.ReloadAsync();
        await Expect(visit.Banner).ToContainTextAsync("ended");
        await Expect(visit.Page.GetByTestId("person-rating")).ToBeHiddenAsync();
        Assert.Empty(visit.Complaints.Concat(other.Complaints));
    }

    private async Task<Visit> SettledAsync()
    {
        site.Claude.Script = FakeClaudeReply.Default;
        var visit = await Visit.BeginAsync(chromium, site.Server.BaseAddress);
        await visit.SendAsync("How do I reset my password?");
        await visit.AnswerAsync();
        await visit.Page.GetByTestId("escalate").ClickAsync();
        await Expect(visit.Banner).ToBeVisibleAsync();
        var id = await site.EscalationAsync(await visit.SessionAsync());
        foreach (var step in (string[])["claim", "resolve"]) await site.StepAsync(id, step);
        await Expect(visit.Page.GetByTestId("person-rating")).ToBeVisibleAsync();
        return visit;
    }

    private async Task<JsonElement> RatingAsync(string session) =>
        (await site.Admin.GetAsync($"{ChatClient.Admin}/escalations?session_id={session}"))
            .Is(200)["escalations"]
            .EnumerateArray()
            .Single()
            .GetProperty("rating");
}
