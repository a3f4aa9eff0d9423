using CsrAgent.Conversations;
using CsrAgent.Host.Identity;
using CsrAgent.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Host.Identity;

/// <summary>CHAT_AUTH=token from all sides.</summary>
public sealed class ChatAccessTests(ChatAccessTests.GuardedServer server) : IClassFixture<ChatAccessTests.GuardedServer>
{
    private const string Question = "How do I reset my password?";
    private const string Sessions = $"{ChatClient.Chat}/sessions";
    private const string Secret = "a secret of the tests, longer than thirty-two bytes";

    private static readonly string[] Reads = ["", "/events"];

    private readonly ChatClient _anybody = server.Customer;

    [Fact]
    public async Task Token_OfTheSession_OpensIt()
    {
        var before = TimeProvider.System.GetUtcNow();
        var opened = (await _anybody.PostAsync(Sessions, new { user_id = "ann" })).Is(201);
        var session = opened.Text("session_id");
        using var ann = With(opened.Text("session_token"));

        Assert.Equal(["expires_at", "session_id", "session_token", "user_id"], opened.Json.EnumerateObject().Select(p => p.Name).Order());
        Assert.Equal($"{ChatClient.Chat}/{session}", opened.Headers["location"]);
        Assert.InRange(opened["expires_at"].GetDateTimeOffset(), before.AddHours(2).AddMinutes(-1), before.AddHours(2).AddMinutes(1));
        var answer = (await ann.SayAsync(session, Question)).Is(200);
        (await ann.HistoryAsync(session)).Is(200);
        await using (var watch = await ann.EventsAsync(session))
            Assert.Equal("status", (await watch.NextAsync())!.Name);
        (await ann.PostAsync($"{ChatClient.Chat}/{session}/feedback", new { turn_id = answer.Text("turn_id"), rating = "up" })).Is(204);
        (await ann.PostAsync($"{ChatClient.Chat}/{session}/escalate", null)).Is(200);
        (await ann.DeleteAsync($"{ChatClient.Chat}/{session}")).Is(204);
    }

    [Fact]
    public async Task Token_Missing_IsUnauthorizedEverywhere()
    {
        var (session, _) = await OpenAsync("ann");

        await AssertRefusedAsync(_anybody, session, 401, "session_token_required");
        (await _anybody.PostAsync(ChatClient.Chat, new { user_id = "ann", message = Question })).IsProblem(401, "session_token_required");
    }

    [Fact]
    public async Task Token_TamperedOrForeign_IsUnauthorized()
    {
        var (session, token) = await OpenAsync("ann");
        var dot = token.IndexOf('.', StringComparison.Ordinal);
        var other = Issue(session, "ann", TimeSpan.FromHours(1), "another secret, also longer than thirty-two bytes");
        string[] bad =
        [
            "x",
            ".",
            "..",
            $"{token}x",
            token[..^2],
            $"{token[..dot]}.",
            token[dot..],
            $"x{token}",
            other,
            $"{other[..other.IndexOf('.', StringComparison.Ordinal)]}{token[dot..]}",
            new string('a', 5_000),
            $"{token[..dot]}.{new string('A', 43)}",
        ];

        foreach (var wrong in bad)
        {
            using var thief = With(wrong);
            await AssertRefusedAsync(thief, session, 401, "session_token_invalid");
        }
    }

    [Fact]
    public async Task Token_OfAnotherSessionOrUser_IsForbidden()
    {
        var (session, token) = await OpenAsync("ann");
        var (_, bobs) = await OpenAsync("bob");
        using var ann = With(token);
        using var bob = With(bobs);
        (await ann.SayAsync(session, Question)).Is(200);

        await AssertRefusedAsync(bob, session, 403, "not_your_session");
        (await ann.SayAsync(session, Question, user: "bob")).IsProblem(403, "not_your_session");
        (await ann.PostAsync(ChatClient.Chat, new { user_id = "ann", message = Question })).IsProblem(403, "not_your_session");
        Assert.Equal(2, (await ann.MessagesAsync(session)).Count);
    }

    [Fact]
    public async Task Token_Expired_IsUnauthorizedUntilItIsRenewedForTheSameSession()
    {
        var (session, token) = await OpenAsync("ann");
        using (var fresh = With(token))
            (await fresh.SayAsync(session, Question)).Is(200);
        using var late = With(Issue(session, "ann", TimeSpan.FromDays(-1), Secret));
        await AssertRefusedAsync(late, session, 401, "session_token_expired");

        var renewed = (await late.PostAsync(Sessions, new { user_id = "ann", session_id = session })).Is(201);

        Assert.Equal(session, renewed.Text("session_id"));
        using var again = With(renewed.Text("session_token"));
        Assert.Equal(2, (await again.MessagesAsync(session)).Count);
    }

    [Fact]
    public async Task Renewal_WithoutTheSessionsOwnToken_IsRefused()
    {
        var (session, token) = await OpenAsync("ann");
        var (_, bobs) = await OpenAsync("bob");
        using var ann = With(token);
        using var bob = With(bobs);
        using var tooLate = With(Issue(session, "ann", TimeSpan.FromDays(-31), Secret));
        using var forged = With(Issue(session, "ann", TimeSpan.FromDays(-1), "another secret, also longer than thirty-two bytes"));
        var body = new { user_id = "ann", session_id = session };

        (await _anybody.PostAsync(Sessions, body)).IsProblem(401, "session_token_required");
        (await bob.PostAsync(Sessions, body)).IsProblem(403, "not_your_session");
        (await ann.PostAsync(Sessions, new { user_id = "bob", session_id = session })).IsProblem(403, "not_your_session");
        (await tooLate.PostAsync(Sessions, body)).IsProblem(401, "session_token_expired");
        (await forged.PostAsync(Sessions, body)).IsProblem(401, "session_token_invalid");
        (await ann.PostAsync(Sessions, new { user_id = "ann", session_id = "not\nvalid" })).IsProblem(400, "invalid_field", "session_id");
        (await _anybody.PostAsync(Sessions, new { user_id = " " })).IsProblem(400, "invalid_field", "user_id");
        (await ann.PostAsync(Sessions, body)).Is(201);
    }

    [Fact]
    public async Task ApiKey_StandsForATrustedBackEnd()
    {
        var session = ChatClient.NewSession();

        (await server.Admin.SayAsync(session, Question, user: "carol")).Is(200);
        (await server.Admin.HistoryAsync(session)).Is(200);
        var handed = (await server.Admin.PostAsync(Sessions, new { user_id = "carol", session_id = session })).Is(201);

        using var carol = With(handed.Text("session_token"));
        Assert.Equal(2, (await carol.MessagesAsync(session)).Count);
        using var wrongKey = new ChatClient(server.Server.BaseAddress, ("X-API-Key", "wrong"));
        await AssertRefusedAsync(wrongKey, session, 401, "session_token_required");
    }

    [Fact]
    public async Task Token_OfAnotherUserForTheSameId_IsForbiddenOnceTheIdIsTaken()
    {
        var session = ChatClient.NewSession();
        using var ann = With(await GiveAsync("ann", session));
        using var bob = With(await GiveAsync("bob", session));

        (await bob.SayAsync(session, Question, user: "bob")).Is(200);

        await AssertRefusedAsync(ann, session, 403, "not_your_session");
        Assert.Equal(2, (await bob.MessagesAsync(session)).Count);
    }

    [Theory]
    [InlineData("dora")]
    [InlineData("eve")]
    public async Task Token_OfBeforeAnErasure_NeverOpensTheIdAgain(string next)
    {
        var session = ChatClient.NewSession();
        using var before = With(await GiveAsync("dora", session));
        (await before.SayAsync(session, Question, user: "dora")).Is(200);
        (await server.Admin.DeleteAsync($"{ChatClient.Admin}/customers/dora")).Is(200);
        using var after = With(await GiveAsync(next, session));

        (await after.SayAsync(session, Question, user: next)).Is(200);

        var path = $"{ChatClient.Chat}/{session}";
        foreach (var read in Reads) (await before.GetAsync(path + read)).IsProblem(401, "session_closed");
        (await before.PostAsync($"{path}/feedback", new { turn_id = "turn_1", rating = "up" })).IsProblem(401, "session_closed");
        (await before.PostAsync($"{path}/escalate", null)).IsProblem(401, "session_closed");
        (await before.DeleteAsync($"{path}/escalate")).IsProblem(401, "session_closed");
        (await before.DeleteAsync(path)).IsProblem(401, "session_closed");
        Assert.Equal(2, (await after.MessagesAsync(session)).Count);
    }

    [Fact]
    public async Task Token_OfAnUnusedSession_FindsNoneYet()
    {
        var (session, token) = await OpenAsync("ann");
        using var ann = With(token);

        (await ann.HistoryAsync(session)).IsProblem(404, "unknown_session");
    }

    private static async Task AssertRefusedAsync(ChatClient caller, string session, int status, string code)
    {
        var path = $"{ChatClient.Chat}/{session}";
        (await caller.SayAsync(session, Question)).IsProblem(status, code);
        (
            await caller.SendAsync(
                ChatClient.Request(
                    HttpMethod.Post,
                    ChatClient.Chat,
                    new
                    {
                        session_id = session,
                        user_id = "ann",
                        message = Question,
                        stream = true,
                    }
                )
            )
        ).IsProblem(status, code);
        foreach (var read in Reads) (await caller.GetAsync(path + read)).IsProblem(status, code);
        (await caller.DeleteAsync(path)).IsProblem(status, code);
        (await caller.PostAsync($"{path}/feedback", new { turn_id = "turn_1", rating = "up" })).IsProblem(status, code);
        (await caller.PostAsync($"{path}/escalate", null)).IsProblem(status, code);
        (await caller.DeleteAsync($"{path}/escalate")).IsProblem(status, code);
    }

    /// <summary>As a company's own back end gives it out, which names the session itself.</summary>
    private async Task<string> GiveAsync(string user, string session) =>
        (await server.Admin.PostAsync(Sessions, new { user_id = user, session_id = session })).Is(201).Text("session_token");

    private async Task<(string Session, string Token)> OpenAsync(string user)
    {
        var opened = (await _anybody.PostAsync(Sessions, new { user_id = user })).Is(201);
        return (opened.Text("session_id"), opened.Text("session_token"));
    }

    /// <summary>A token as the server makes it with that secret, ending so long from now.</summary>
    private static string Issue(string session, string user, TimeSpan from, string secret) =>
        new SessionTokens(
            new InstanceSecret(secret, new FileSecretStore(new InstanceFolder(""))),
            new FakeTimeProvider(TimeProvider.System.GetUtcNow())
        ).Create(new ConversationId(session), user, TimeProvider.System.GetUtcNow(), from, userIsProven: false);

    private ChatClient With(string token) => new(server.Server.BaseAddress, ("Authorization", $"Bearer {token}"));

    public sealed class GuardedServer()
        : TestServer(
            hasModel: false,
            ("CHAT_AUTH", "token"),
            ("SESSION_TOKEN_TTL", "2h"),
            ("SECRET_KEY", Secret),
            ("RATE_LIMIT_PER_USER", "0")
        );
}
