using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Host.Chat;

[Collection(nameof(GroundedServer))]
public sealed class FeedbackTests(GroundedServer server)
{
    private readonly ChatClient _customer = server.Customer;

    [Fact]
    public async Task Post_Ratings_AreCountedAndTheLaterOneStands()
    {
        var (session, turn) = await TalkAsync();
        var before = await CountAsync();

        Assert.Empty((await RateAsync(session, new { turn_id = turn, rating = "up" })).Is(204).Body);
        Assert.Equal((before.Up + 1, before.Down), await CountAsync());
        (
            await RateAsync(
                session,
                new
                {
                    turn_id = turn,
                    rating = "down",
                    comment = "The link was missing.",
                }
            )
        ).Is(204);

        Assert.Equal((before.Up, before.Down + 1), await CountAsync());
    }

    [Fact]
    public async Task Post_NoSuchTurn_IsNotFound()
    {
        var (session, _) = await TalkAsync();

        (await RateAsync(session, new { turn_id = "turn_none", rating = "up" })).IsProblem(404, "unknown_turn");
    }

    [Fact]
    public async Task Post_WrongFields_AreNamed()
    {
        var (session, turn) = await TalkAsync();

        (await RateAsync(session, new { turn_id = turn, rating = "sideways" })).IsProblem(400, "invalid_field", "rating");
        (await RateAsync(session, new { turn_id = turn })).IsProblem(400, "invalid_field", "rating");
        (await RateAsync(session, new { rating = "up" })).IsProblem(400, "invalid_field", "turn_id");
        (
            await RateAsync(
                session,
                new
                {
                    turn_id = turn,
                    rating = "up",
                    comment = new string('x', 2_001),
                }
            )
        ).IsProblem(400, "invalid_field", "comment");
    }

    private Task<ChatClientAnswer> RateAsync(string session, object body) =>
        _customer.PostAsync($"{ChatClient.Chat}/{session}/feedback", body);

    private async Task<(string Session, string Turn)> TalkAsync()
    {
        var answer = (await _customer.SayAsync(ChatClient.NewSession(), "How do I reset my password?")).Is(200);
        return (answer.Text("session_id"), answer.Text("turn_id"));
    }

    private async Task<(long Up, long Down)> CountAsync()
    {
        var feedback = (await server.Admin.GetAsync($"{ChatClient.Admin}/stats")).Is(200)["feedback"];
        return (feedback.GetProperty("up").GetInt64(), feedback.GetProperty("down").GetInt64());
    }
}
