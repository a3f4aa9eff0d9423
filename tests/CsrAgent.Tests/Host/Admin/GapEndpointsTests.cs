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
    public async Task Review_OfTheSamples_ComparesThemAll()
    {
        var review = (await server.Admin.GetAsync($"{Knowledge}/review")).Is(200);

        Assert.True(review["is_whole"].GetBoolean());
        Assert.InRange(review["passages"].GetInt32(), 70, 2_000);
        (await server.Admin.GetAsync($"{Knowledge}/review?limit=0")).IsProblem(400, "invalid_field", "limit");
        (await server.Admin.GetAsync($"{Knowledge}/review?check=true")).IsProblem(409, "no_model");
    }
}
