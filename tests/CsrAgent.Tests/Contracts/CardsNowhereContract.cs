using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CsrAgent.Tests.Privacy;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Contracts;

/// <summary>
/// Plants 5,000 card numbers, in all spellings and wherever customers' and support agents' words come in, and looks for them in everything
/// that is kept or leaves the process: files of the store, log at its lowest level, metrics, traces, answers, requests to the model.
/// </summary>
public abstract partial class CardsNowhereContract : IAsyncLifetime
{
    private const int Planted = 5_000;
    private const int PerMessage = 20;
    private const int PerPlace = 40;

    // Planted with the cards, and to be found where they are not: the search is not blind.
    private const string KnownWords = "was it?";

    private static readonly string[] Lists =
    [
        "conversations",
        "escalations",
        "audit",
        "dead-letters",
        "knowledge-base/gaps",
        "customers/planter/export",
    ];

    private readonly PlantedCards _cards = new(20_261_128);
    private readonly List<string> _answers = [];

    protected CardsNowhereContract() => Server = new TracedServer();

    private protected TracedServer Server { get; }

    public virtual async ValueTask InitializeAsync() => await Server.InitializeAsync();

    public virtual async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>What the store wrote, now that the server has stopped; words of customers can be found there.</summary>
    private protected abstract Task<IReadOnlyList<string>> StoredFilesAsync();

    [Fact]
    public async Task Plant_FiveThousandCards_NoneIsAnywhere()
    {
        for (var i = 0; i < PerPlace; i++)
        {
            await PlantIdsAsync();
            await PlantMetadataAsync();
            await PlantBurstAsync(parts: 2 + (i % 2));
            await PlantThroughStaffAsync();
            await PlantInAddressesAsync();
        }

        while (_cards.All.Count < Planted) await PlantTextAsync();
        await Server.Admin.WaitAsync($"{ChatClient.Admin}/stats", answer => answer["waiting_messages"].GetInt32() == 0);
        foreach (var path in Lists)
        {
            Keep(await Server.Admin.GetAsync($"{ChatClient.Admin}/{path}"));
        }
        await Server.Server.StopAsync();

        var places = new Dictionary<string, string>
        {
            ["answers"] = string.Join("\n", _answers),
            ["log"] = Server.Server.Output,
            ["traces"] = Server.Collector.Text,
            ["model"] = string.Join("\n", Server.Claude.Requests.Select(request => request.Json)),
        };
        var stored = await StoredFilesAsync();
        foreach (var file in Directory.EnumerateFiles(Server.Server.DataDirectory, "*", SearchOption.AllDirectories).Union(stored))
        {
            var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            places[file] = Encoding.UTF8.GetString(bytes);
        }
        Assert.All(places.Where(place => place.Key is "log" or "traces" or "model"), place => Assert.NotEmpty(place.Value));
        Assert.Contains(stored, file => places[file].Contains(KnownWords, StringComparison.Ordinal));
        var numbers = SearchValues.Create([.. _cards.All.Select(card => card.Number)], StringComparison.Ordinal);
        var spellings = SearchValues.Create([.. _cards.All.Select(card => card.Text)], StringComparison.Ordinal);
        foreach (var (place, text) in places)
        {
            var digits = DigitsOf(text);
            Assert.True(digits.AsSpan().IndexOfAny(numbers) is var at && at < 0, $"{place}: {Around(digits, at)}");
            Assert.True(text.AsSpan().IndexOfAny(spellings) is var found && found < 0, $"{place}: {Around(text, found)}");
        }
    }

    private async Task PlantTextAsync()
    {
        var lines = Enumerable
            .Range(0, PerMessage)
            .Select(i => $"Line {(char)('a' + i)} says {(i % 4 == 0 ? _cards.NextUnusual() : _cards.Next()).Text} {KnownWords}");
        var text = string.Join('\n', lines);
        (await SayAsync(ChatClient.NewSession(), text)).Is(202);
    }

    private async Task PlantIdsAsync()
    {
        var session = ChatClient.NewSession();
        foreach (var field in new[] { "user_id", "message_id", "session_id" })
        {
            var body = new Dictionary<string, string>
            {
                ["session_id"] = session,
                ["user_id"] = "planter",
                ["message"] = "hello",
            };
            body[field] = _cards.NextPlain().Text;
            (await PostAsync(ChatClient.Chat, body)).IsProblem(400, "invalid_field", field);
        }

        var sessions = await PostAsync($"{ChatClient.Chat}/sessions", new { user_id = _cards.Next().Text });
        sessions.IsProblem(400, "invalid_field", "user_id");
        var named = await PostAsync($"{ChatClient.Chat}/sessions", new { user_id = "planter", session_id = _cards.NextPlain().Text });
        named.IsProblem(400, "invalid_field", "session_id");
        var key = ("Idempotency-Key", _cards.NextPlain().Text);
        var keyed = await PostAsync(ChatClient.Chat, new { user_id = "planter", message = "hello" }, key);
        keyed.IsProblem(400, "invalid_field", "message_id");
    }

    private async Task PlantMetadataAsync()
    {
        var split = _cards.NextPlain().Number;
        var metadata = new Dictionary<string, object>
        {
            [_cards.Next().Text] = "a",
            ["b"] = _cards.Next().Text,
            ["c"] = decimal.Parse(_cards.NextPlain().Number, CultureInfo.InvariantCulture),
            [$"d {split[..8]}"] = split[8..],
        };
        var session = ChatClient.NewSession();
        var body = new
        {
            session_id = session,
            user_id = "planter",
            message = "A person please",
            metadata,
        };
        (await PostAsync(ChatClient.Chat, body)).Is(200);
    }

    private async Task PlantBurstAsync(int parts)
    {
        var session = ChatClient.NewSession();
        var groups = _cards.Next().Groups;
        for (var part = 0; part < parts; part++)
        {
            var mine = part < parts - 1 ? [groups[part]] : groups.Skip(part);
            (await SayAsync(session, string.Join(' ', mine))).Is(202);
        }
    }

    private async Task PlantThroughStaffAsync()
    {
        var session = ChatClient.NewSession();
        var answer = (
            await PostAsync(
                ChatClient.Chat,
                new
                {
                    session_id = session,
                    user_id = "planter",
                    message = "Hello?",
                }
            )
        ).Is(200);
        var comment = new
        {
            turn_id = answer.Text("turn_id"),
            rating = "down",
            comment = _cards.Next().Text,
        };
        (await PostAsync($"{ChatClient.Chat}/{session}/feedback", comment)).Is(204);
        var ticket = (await PostAsync($"{ChatClient.Chat}/{session}/escalate", null)).Is(200)["escalation"].GetProperty("id").GetString();
        var desk = $"{ChatClient.Admin}/escalations/{ticket}";
        Keep(await Server.Admin.PostAsync($"{desk}/claim", new { agent = _cards.Next().Text })).IsProblem(400, "invalid_field", "agent");
        Keep(await Server.Admin.PostAsync($"{desk}/claim", new { agent = "Eve" })).Is(200);
        Keep(await Server.Admin.PostAsync($"{desk}/reply", new { agent = "Eve", message = $"You wrote {_cards.Next().Text}" })).Is(200);
        Keep(
                await Server.Admin.PostAsync(
                    $"{desk}/reply",
                    new
                    {
                        agent = "Eve",
                        message = "Hi",
                        message_id = _cards.Next().Text,
                    }
                )
            )
            .IsProblem(400, "invalid_field", "message_id");
        Keep(await Server.Admin.PostAsync($"{desk}/resolve", new { agent = "Eve" })).Is(200);
        var rating = new
        {
            escalation_id = ticket,
            score = 1,
            comment = $"You have my card {_cards.Next().Text}",
        };
        Keep(await PostAsync($"{ChatClient.Chat}/{session}/rating", rating)).Is(204);
    }

    private async Task PlantInAddressesAsync()
    {
        var sessions = Enumerable.Range(0, 5).Select(_ => $"{ChatClient.Chat}/{_cards.NextPlain().Text}").ToList();
        var read = await Server.Customer.GetAsync($"{sessions[0]}?after=0&x={_cards.NextPlain().Text}");
        Keep(read).IsProblem(400, "invalid_field", "session_id");
        Keep(await Server.Customer.GetAsync($"{sessions[1]}/events")).IsProblem(400, "invalid_field", "session_id");
        Keep(await Server.Customer.PostAsync($"{sessions[2]}/escalate", null)).IsProblem(400, "invalid_field", "session_id");
        Keep(await Server.Customer.DeleteAsync(sessions[3])).IsProblem(400, "invalid_field", "session_id");
        Keep(await Server.Customer.DeleteAsync($"{sessions[4]}/escalate")).IsProblem(400, "invalid_field", "session_id");
        Keep(await Server.Admin.GetAsync($"{ChatClient.Admin}/customers/{_cards.NextPlain().Text}/export")).Is(404);
        Keep(await Server.Admin.DeleteAsync($"{ChatClient.Admin}/customers/{_cards.NextPlain().Text}")).Is(404);
        Keep(await Server.Customer.GetAsync($"/nowhere/{_cards.NextPlain().Text}", ("User-Agent", $"Card/{_cards.NextPlain().Text}")));
        Keep(await Server.Customer.GetAsync($"{ChatClient.Chat}/s-1", ("User-Agent", $"Card/{_cards.NextPlain().Text}")));
        var ticket = $"{ChatClient.Admin}/escalations/{_cards.NextPlain().Text}";
        Keep(await Server.Admin.PostAsync($"{ticket}/claim", new { agent = "Eve" })).Is(404);
        Keep(await Server.Admin.DeleteAsync($"{ChatClient.Admin}/knowledge-base/articles/{_cards.NextPlain().Text}")).Is(404);
        Keep(await Server.Admin.PostAsync($"{ChatClient.Admin}/dead-letters/{_cards.NextPlain().Text}/retry", null)).Is(404);
        Keep(await Server.Admin.PostAsync($"{ChatClient.Admin}/analyze", new { text = $"It is {_cards.Next().Text}" })).Is(200);
        var search = new { query = $"Why {_cards.Next().Text}" };
        Keep(await Server.Admin.PostAsync($"{ChatClient.Admin}/knowledge-base/search", search)).Is(200);
        Keep(await Server.Customer.GetAsync("/metrics"));
    }

    private Task<ChatClientAnswer> SayAsync(string session, string message) =>
        PostAsync(
            ChatClient.Chat,
            new
            {
                session_id = session,
                user_id = "planter",
                message,
            },
            ("Prefer", "respond-async")
        );

    private async Task<ChatClientAnswer> PostAsync(string path, object? body, params (string Name, string Value)[] headers) =>
        Keep(await Server.Customer.PostAsync(path, body, headers));

    private ChatClientAnswer Keep(ChatClientAnswer answer)
    {
        _answers.Add(answer.Body);
        return answer;
    }

    private static string Around(string text, int at) => at < 0 ? "" : text[Math.Max(0, at - 40)..Math.Min(text.Length, at + 80)];

    // Whatever stands between the digits, and however they are written or escaped.
    private static string DigitsOf(string text)
    {
        var digits = new StringBuilder();
        var plain = EscapePattern().Replace(text, match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString());
        foreach (var rune in plain.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber) digits.Append((int)Rune.GetNumericValue(rune));
        }
        return digits.ToString();
    }

    [GeneratedRegex(@"\\u([0-9a-fA-F]{4})")]
    private static partial Regex EscapePattern();

    private protected sealed class TracedServer() : TestServer(hasModel: true, ("LOG_LEVEL", "Trace"), ("RATE_LIMIT_PER_USER", "0"))
    {
        internal FakeCollector Collector { get; private set; } = null!;

        public override async ValueTask InitializeAsync()
        {
            Collector = await FakeCollector.StartAsync();
            Server.Set("OTEL_EXPORTER_OTLP_ENDPOINT", Collector.Address);
            Server.Set("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
            await base.InitializeAsync();
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await Collector.DisposeAsync();
        }
    }
}
