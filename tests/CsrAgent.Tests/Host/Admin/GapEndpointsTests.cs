using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Host.Admin;

[Collection(nameof(GroundedServer))]
public sealed class GapEndpointsTests(GroundedServer server)
{
    private const string Knowledge = $"{ChatClient.Admin}/knowledge-base";

    [Fact]
    public async Task Gaps_AnswerThatIsRatedDown_IsOneUntilItIsRatedUp()
    {
        var session = ChatClient.NewSession();
        var answer = (await server.Customer.SayAsync(session, "How do I track my order 83651 from yesterday?")).Is(200);
        await RateAsync("down");

        var gap = Assert.Single(await FindAsync());
        await RateAsync("up");

        Assert.Equal((1, 1), (gap.GetProperty("rated_down").GetInt32(), gap.GetProperty("customers").GetInt32()));
        Assert.Equal(answer["kb_articles"][0].Text("id"), gap.Text("nearest_article_id"));
        Assert.Empty(await FindAsync());

        async Task RateAsync(string rating) =>
            (
                await server.Customer.PostAsync(
                    $"{ChatClient.Chat}/{session}/feedback",
                    new { turn_id = answer.Text("turn_id"), rating }
                )
            ).Is(204);

        async Task<List<System.Text.Json.JsonElement>> FindAsync() =>
            [
                .. (await server.Admin.GetAsync($"{Knowledge}/gaps?limit=500")).Is(200)["gaps"]
                    .EnumerateArray()
                    .Where(gap => gap.Text("question").Contains("from yesterday", StringComparison.Ordinal)),
            ];
    }

    [Fact]
    public async Task Draft_WithoutAModel_SaysWhatToSet() =>
        Assert.Contains(
            "CLAUDE_API_KEY",
            (await server.Admin.PostAsync($"{Knowledge}/gaps/any/draft", new { })).IsProblem(409, "no_model").Text("detail"),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Review_ArticlesThatRepeatAndContradictEachOther_NamesThem()
    {
        await using var pair = await ContradictingArticles.AddAsync(server.Admin);

        var review = (await server.Admin.GetAsync($"{Knowledge}/review?limit=200")).Is(200);

        Assert.True(review["is_whole"].GetBoolean());
        Assert.InRange(review["passages"].GetInt32(), 72, 2_000);
        Assert.Equal(0, review["denied"].GetInt32());
        var contradiction = Assert.Single(review["contradictions"].EnumerateArray(), pair.IsOfBoth);
        Assert.Equal(("figures", "not_asked"), (contradiction.Text("kind"), contradiction.Text("verdict")));
        Assert.Equal(
            ["A zorbing ball is ready within 30 minutes.", "A zorbing ball is ready within 14 minutes."],
            [contradiction.GetProperty("first").Text("text"), contradiction.GetProperty("second").Text("text")]
        );
        var duplicate = Assert.Single(review["duplicates"].EnumerateArray(), pair.IsOfBoth);
        Assert.Equal((1, 1), (duplicate.GetProperty("passages").GetInt32(), Math.Round(duplicate.GetProperty("similarity").GetDouble())));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    public async Task Review_LimitOutOfRange_IsRefused(int limit) =>
        (await server.Admin.GetAsync($"{Knowledge}/review?limit={limit}")).IsProblem(400, "invalid_field", "limit");

    [Fact]
    public async Task Check_WithoutAModel_SaysWhatToSet() =>
        Assert.Contains(
            "CLAUDE_API_KEY",
            (await server.Admin.PostAsync($"{Knowledge}/review", new { })).IsProblem(409, "no_model").Text("detail"),
            StringComparison.Ordinal
        );
}
