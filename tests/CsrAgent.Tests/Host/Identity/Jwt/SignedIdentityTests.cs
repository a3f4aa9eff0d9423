using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsrAgent.Tests.Support;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CsrAgent.Tests.Host.Identity.Jwt;

/// <summary>CHAT_AUTH=jwt from outside: who a customer is, on each of their devices, and who is not let in.</summary>
public sealed class SignedIdentityTests(SignedIdentityTests.SignedServer server) : IClassFixture<SignedIdentityTests.SignedServer>
{
    private const string Question = "How do I reset my password?";
    private const string Sessions = $"{ChatClient.Chat}/sessions";
    private const string Secret = "the secret of the company's back end, at least 32 bytes";

    private static readonly JsonWebTokenHandler Signer = new();

    [Fact]
    public async Task Customer_OnTwoDevices_SeesTheSameConversations()
    {
        var (user, session) = (NewUser(), ChatClient.NewSession());
        using var phone = As(user);
        using var laptop = As(user);
        using var stranger = As(NewUser());

        (await phone.PostAsync(ChatClient.Chat, new { session_id = session, message = Question })).Is(200);
        (await phone.SayAsync(ChatClient.NewSession(), "What is the warranty on a sofa?", user: user)).Is(200);

        var listed = (await laptop.GetAsync(Sessions)).Is(200)["sessions"].EnumerateArray().ToList();
        Assert.Equal(["What is the warranty on a sofa?", Question], listed.Select(one => one.Text("title")));
        Assert.Equal(session, listed[1].Text("session_id"));
        Assert.Equal(2, (await laptop.MessagesAsync(session)).Count);
        (await laptop.SayAsync(session, "And if I have no e-mail?", user: user)).Is(200);
        Assert.Equal(4, (await phone.MessagesAsync(session)).Count);
        var page = (await laptop.GetAsync($"{Sessions}?limit=1")).Is(200);
        var rest = (await laptop.GetAsync($"{Sessions}?limit=1&before={Uri.EscapeDataString(page.Text("next"))}")).Is(200);
        Assert.NotEqual(page["sessions"][0].Text("session_id"), rest["sessions"][0].Text("session_id"));

        Assert.Empty((await stranger.GetAsync(Sessions)).Is(200)["sessions"].EnumerateArray());
        (await stranger.HistoryAsync(session)).IsProblem(403, "not_your_session");
        (await stranger.PostAsync(ChatClient.Chat, new { session_id = session, message = Question })).IsProblem(403, "not_your_session");
        (await stranger.GetAsync($"{Sessions}?user_id={user}")).IsProblem(403, "not_your_session");
        (await stranger.SayAsync(ChatClient.NewSession(), Question, user: user)).IsProblem(403, "not_your_session");
        (await stranger.PostAsync($"{ChatClient.Chat}/{session}/escalate", null)).IsProblem(403, "not_your_session");
    }

    [Fact]
    public async Task BackEnd_WithItsKey_ListsACustomersConversations()
    {
        var user = NewUser();
        using var customer = As(user);
        (await customer.SayAsync(ChatClient.NewSession(), Question, user: user)).Is(200);

        Assert.Single((await server.Admin.GetAsync($"{Sessions}?user_id={user}")).Is(200)["sessions"].EnumerateArray());
        (await server.Admin.GetAsync(Sessions)).IsProblem(400, "invalid_field", "user_id");
    }

    [Fact]
    public async Task Identify_AVisitorsConversation_IsTheCustomersOnce()
    {
        var user = NewUser();
        var (session, token) = await BeginAsVisitorAsync("v1");
        using var visitor = With(token);
        using var customer = As(user);
        using var another = As(NewUser());
        (await visitor.SayAsync(session, Question, user: "v1")).Is(200);
        (await customer.HistoryAsync(session)).IsProblem(403, "not_your_session");

        var first = (await customer.PostAsync($"{Sessions}/identify", new { session_token = token })).Is(200);
        var second = (await customer.PostAsync($"{Sessions}/identify", new { session_token = token })).Is(200);

        Assert.Equal((session, user, true), (first.Text("session_id"), first.Text("user_id"), first["merged"].GetBoolean()));
        Assert.False(second["merged"].GetBoolean());
        Assert.Equal(2, (await customer.MessagesAsync(session)).Count);
        Assert.Single((await customer.GetAsync(Sessions)).Is(200)["sessions"].EnumerateArray());
        (await customer.PostAsync(ChatClient.Chat, new { session_id = session, message = "And if I have no e-mail?" })).Is(200);
        (await visitor.HistoryAsync(session)).IsProblem(403, "not_your_session");
        (await visitor.SayAsync(session, Question, user: "v1")).IsProblem(403, "not_your_session");
        (await another.PostAsync($"{Sessions}/identify", new { session_token = token })).IsProblem(403, "not_your_session");
        Assert.Equal(4, (await customer.MessagesAsync(session)).Count);
    }

    [Fact]
    public async Task Identify_WithoutWhatItNeeds_IsRefused()
    {
        var (_, token) = await BeginAsVisitorAsync("v2");
        using var visitor = With(token);
        using var customer = As(NewUser());

        (await visitor.PostAsync($"{Sessions}/identify", new { session_token = token })).IsProblem(401, "identity_token_required");
        (await customer.PostAsync($"{Sessions}/identify", new { session_token = "x.y" })).IsProblem(400, "invalid_field", "session_token");
        (await customer.PostAsync($"{Sessions}/identify", new { session_token = token })).IsProblem(404, "unknown_session");
    }

    [Fact]
    public async Task Visitor_ClaimingACustomersId_GetsIntoNothingOfTheirs()
    {
        var user = NewUser();
        using var customer = As(user);
        (await customer.SayAsync(ChatClient.NewSession(), Question, user: user)).Is(200);

        var (session, token) = await BeginAsVisitorAsync(user);
        using var visitor = With(token);
        (await visitor.SayAsync(session, Question, user: user)).Is(200);

        Assert.Equal($"anonymous:{user}", (await visitor.HistoryAsync(session)).Is(200).Text("user_id"));
        Assert.Single((await customer.GetAsync(Sessions)).Is(200)["sessions"].EnumerateArray());
        Assert.Equal([session], (await visitor.GetAsync(Sessions)).Is(200)["sessions"].EnumerateArray().Select(s => s.Text("session_id")));
        (await server.Customer.GetAsync(Sessions)).IsProblem(401, "session_token_required");
    }

    [Fact]
    public async Task SessionToken_OfASignedInCustomer_StandsForThem()
    {
        var user = NewUser();
        using var customer = As(user);
        var opened = (await customer.PostAsync(Sessions, new { })).Is(201);
        using var session = With(opened.Text("session_token"));

        (await session.SayAsync(opened.Text("session_id"), Question, user: user)).Is(200);

        Assert.Equal(user, opened.Text("user_id"));
        Assert.Single((await session.GetAsync(Sessions)).Is(200)["sessions"].EnumerateArray());
        (await customer.PostAsync(Sessions, new { session_id = opened.Text("session_id") })).Is(201);
        (await customer.SayAsync(ChatClient.NewSession(), Question, user: user)).Is(200);
        Assert.Single((await session.GetAsync(Sessions)).Is(200)["sessions"].EnumerateArray());
        var next = (await session.PostAsync(Sessions, new { user_id = user })).Is(201);
        using var another = With(next.Text("session_token"));
        (await another.SayAsync(next.Text("session_id"), Question, user: user)).Is(200);
        Assert.Equal("anonymous:bob", (await session.PostAsync(Sessions, new { user_id = "bob" })).Is(201).Text("user_id"));
        using var stranger = As(NewUser());
        (await stranger.PostAsync(Sessions, new { session_id = opened.Text("session_id") })).IsProblem(403, "not_your_session");
        (await stranger.PostAsync(Sessions, new { user_id = user })).IsProblem(403, "not_your_session");
    }

    [Fact]
    public async Task Token_NotOfTheCompany_OpensNothing()
    {
        var now = TimeProvider.System.GetUtcNow();
        using var rsa = RSA.Create(2048);
        var signed = Sign("ann", now.AddHours(1));
        var none = $"{Base64UrlEncoder.Encode("""{"alg":"none"}""")}.{signed.Split('.')[1]}.";
        (string Token, string Code)[] bad =
        [
            (Sign("ann", now.AddHours(-1)), "identity_token_expired"),
            (Sign("ann", null), "identity_token_invalid"),
            (Sign("ann", now.AddHours(2), from: now.AddHours(1)), "identity_token_invalid"),
            (Sign("ann", now.AddHours(1), audience: "another site"), "identity_token_invalid"),
            (Sign("ann", now.AddHours(1), issuer: "somebody"), "identity_token_invalid"),
            (Sign("ann", now.AddHours(1), secret: "another secret, which is also 32 bytes long"), "identity_token_invalid"),
            (Sign("", now.AddHours(1)), "identity_token_invalid"),
            (Sign("anonymous:v1", now.AddHours(1)), "identity_token_invalid"),
            (Sign("ann", now.AddHours(1))[..^3] + "xxx", "identity_token_invalid"),
            (none, "identity_token_invalid"),
            ("..", "identity_token_invalid"),
            (Sign("ann", now.AddHours(1), key: new RsaSecurityKey(rsa), algorithm: SecurityAlgorithms.RsaSha256), "identity_token_invalid"),
            (Sign("ann", now.AddHours(1), algorithm: SecurityAlgorithms.HmacSha384), "identity_token_invalid"),
        ];

        foreach (var (token, code) in bad)
        {
            using var thief = With(token);
            (await thief.SayAsync(ChatClient.NewSession(), Question)).IsProblem(401, code);
            (await thief.GetAsync(Sessions)).IsProblem(401, code);
            (await thief.HistoryAsync(ChatClient.NewSession())).IsProblem(401, code);
            (await thief.PostAsync(Sessions, new { user_id = "ann" })).IsProblem(401, code);
        }
    }

    /// <summary>Whoever is refused is told that, and not what else is missing.</summary>
    [Fact]
    public async Task Token_ThatHasExpired_IsSaidBeforeAnythingElse()
    {
        using var late = With(Sign("ann", TimeProvider.System.GetUtcNow().AddHours(-1)));

        (await late.PostAsync(ChatClient.Chat, new { session_id = ChatClient.NewSession(), message = Question })).IsProblem(
            401,
            "identity_token_expired"
        );
        (await late.PostBytesAsync(ChatClient.Chat, "{"u8.ToArray())).IsProblem(401, "identity_token_expired");
        (await late.GetAsync($"{Sessions}?limit=0")).IsProblem(401, "identity_token_expired");
        (await late.GetAsync($"{ChatClient.Chat}/config")).Is(200);
        using var backEnd = new ChatClient(
            server.Server.BaseAddress,
            ("X-API-Key", RealServer.ApiKey),
            ("Authorization", $"Bearer {Sign("ann", TimeProvider.System.GetUtcNow().AddHours(-1))}")
        );
        (await backEnd.GetAsync($"{Sessions}?user_id=nobody")).Is(200);
    }

    [Fact]
    public async Task Identify_WhileTheVisitorFollows_EndsTheirStream()
    {
        var user = NewUser();
        var (session, token) = await BeginAsVisitorAsync("v3");
        using var visitor = With(token);
        using var customer = As(user);
        (await visitor.SayAsync(session, Question, user: "v3")).Is(200);
        await using var watch = await visitor.EventsAsync(session);
        Assert.Equal("status", (await watch.NextAsync())!.Name);

        (await customer.PostAsync($"{Sessions}/identify", new { session_token = token })).Is(200);

        Assert.Null(await watch.NextAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => visitor.EventsAsync(session));
        await using var own = await customer.EventsAsync(session);
        Assert.Equal("status", (await own.NextAsync())!.Name);
    }

    [Fact]
    public async Task Visitor_WhoseIdLeavesNoRoom_IsToldHowLongItMayBe()
    {
        var (longest, tooLong) = (new string('v', 246), new string('v', 247));
        var (session, token) = await BeginAsVisitorAsync(longest);
        using var visitor = With(token);

        (await visitor.SayAsync(session, Question, user: longest)).Is(200);
        var refused = (await server.Customer.PostAsync(Sessions, new { user_id = tooLong })).IsProblem(400, "invalid_field", "user_id");
        Assert.Contains("246", refused.Text("detail"), StringComparison.Ordinal);
        (await visitor.SayAsync(session, Question, user: tooLong)).IsProblem(400, "invalid_field", "user_id");
        (await server.Customer.PostAsync(Sessions, new { user_id = "" })).IsProblem(400, "invalid_field", "user_id");
        using var customer = As(new string('c', 256));
        (await customer.PostAsync(ChatClient.Chat, new { message = Question })).Is(200);
    }

    [Fact]
    public async Task Token_WithinTheClockSkew_IsTaken()
    {
        using var late = With(Sign(NewUser(), TimeProvider.System.GetUtcNow().AddSeconds(-20)));

        (await late.GetAsync(Sessions)).Is(200);
    }

    private static string NewUser() => "u-" + Guid.NewGuid().ToString("N");

    /// <summary>A customer's token as the shop's back end makes it, or one that is wrong in one respect.</summary>
    internal static string Sign(
        string user,
        DateTimeOffset? until,
        DateTimeOffset? from = null,
        string audience = "support",
        string issuer = "https://shop.example.com",
        string secret = Secret,
        SecurityKey? key = null,
        string algorithm = SecurityAlgorithms.HmacSha256
    )
    {
        var payload = new StringBuilder($$"""{"sub":"{{user}}","aud":"{{audience}}","iss":"{{issuer}}" """);
        if (until is { } exp) payload.Append(CultureInfo.InvariantCulture, $",\"exp\":{exp.ToUnixTimeSeconds()}");
        if (from is { } nbf) payload.Append(CultureInfo.InvariantCulture, $",\"nbf\":{nbf.ToUnixTimeSeconds()}");
        key ??= new SymmetricSecurityKey(Encoding.UTF8.GetBytes(secret));
        return Signer.CreateToken(payload.Append('}').ToString(), new SigningCredentials(key, algorithm));
    }

    private ChatClient As(string user) => With(Sign(user, TimeProvider.System.GetUtcNow().AddMinutes(10)));

    private ChatClient With(string token) => new(server.Server.BaseAddress, ("Authorization", $"Bearer {token}"));

    private async Task<(string Session, string Token)> BeginAsVisitorAsync(string user)
    {
        var opened = (await server.Customer.PostAsync(Sessions, new { user_id = user })).Is(201);
        return (opened.Text("session_id"), opened.Text("session_token"));
    }

    public sealed class SignedServer()
        : TestServer(
            hasModel: false,
            ("CHAT_AUTH", "jwt"),
            ("JWT_SECRET", Secret),
            ("JWT_AUDIENCE", "support"),
            ("JWT_ISSUER", "https://shop.example.com"),
            ("RATE_LIMIT_PER_USER", "0")
        );
}
