using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Faults.Channels;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.FakeModels;

namespace CsrAgent.Tests.Deploy.Processes.Alerts;

/// <summary>One process with a model, an embedding model, Slack and people: each fails in its turn, in the end the process.</summary>
internal sealed class OneProcessFaults : IAsyncDisposable
{
    private const string Target = "one";
    private const int MaxMessages = 60;

    /// <summary>Nobody has longer to claim a hand-off.</summary>
    private const string Rules = "waits: {normal: 5s, high: 5s, urgent: 5s}";

    private readonly TempFolder _folder = new();
    private readonly FakeClaude _claude;
    private readonly FakeEmbeddings _embeddings;
    private readonly SlackEnd _slack;
    private readonly RealServer _server;
    private int _conversations;

    private OneProcessFaults(FakeClaude claude, FakeEmbeddings embeddings, SlackEnd slack)
    {
        (_claude, _embeddings, _slack) = (claude, embeddings, slack);
        var rules = Path.Combine(_folder.Path, "rules.yaml");
        File.WriteAllText(rules, Rules);
        _server = new(
            [
                .. slack.Settings,
                // Each answer is sent at its end, in the one call that is refused.
                ("SLACK_STREAMING", "false"),
                ("CLAUDE_BASE_URL", claude.BaseAddress),
                ("CLAUDE_API_KEY", "test"),
                ("MODEL_MAX_RETRIES", "0"),
                // Each fault is over when the next one is made.
                ("MODEL_CIRCUIT_MIN_ATTEMPTS", "10000"),
                // As dear as if each customer had asked ten times.
                ("MODEL_PRICES", "claude-sonnet-5-5=30/150,claude-haiku-5-5=10/50"),
                ("EMBEDDINGS", "http"),
                ("EMBEDDINGS_BASE_URL", embeddings.BaseAddress + "/v1"),
                ("EMBEDDINGS_MODEL", "fake-model"),
                ("EMBEDDINGS_TIMEOUT", "5s"),
                ("EMBEDDINGS_MAX_CONCURRENT", "100"),
                ("ESCALATION_RULES", rules),
                ("ESCALATION_MAX_PASSED_ON", "1"),
                ("RATE_LIMIT_GLOBAL", $"{MaxMessages}"),
            ]
        );
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>By the names of the faults.</summary>
    public static async Task<Dictionary<string, Recording>> MakeAsync()
    {
        await using var faults = new OneProcessFaults(
            await FakeClaude.StartAsync(),
            await FakeEmbeddings.StartAsync(),
            await SlackEnd.StartAsync()
        );
        await faults._server.StartAsync();
        faults._slack.Connect(faults._server.BaseAddress);
        await faults.ServeAsync(); // What a process does for the first time is not its everyday.
        return new()
        {
            ["none"] = await faults.RecordAsync(faults.ServeAsync),
            ["model away"] = await faults.RecordAsync(faults.LoseModelAsync),
            ["embedding model away"] = await faults.RecordAsync(faults.LoseEmbeddingsAsync),
            ["token revoked"] = await faults.RecordAsync(faults.RevokeTokenAsync),
            ["nobody claims"] = await faults.RecordAsync(faults.LeaveUnclaimedAsync) with { GoesOn = false },
            ["more messages than planned"] = await faults.RecordAsync(faults.FloodAsync),
            ["no process"] = await faults.RecordAsync(faults._server.KillAsync),
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _slack.DisposeAsync();
        await _embeddings.DisposeAsync();
        await _claude.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<Recording> RecordAsync(Func<Task> act)
    {
        var before = await ScrapeAsync();
        await act();
        return new((before, await ScrapeAsync()));
    }

    /// <summary>A good day: answers, a channel that sends, a hand-off that somebody claims.</summary>
    private async Task ServeAsync()
    {
        using var customer = new ChatClient(_server.BaseAddress);
        using var people = new HandoffDriver(_server.BaseAddress);
        await AskAsync(customer, 2);
        var ticket = await EscalateAsync(people);
        (await people.StepAsync(ticket, "claim", "mia")).Is(200);
        await DeliverAsync("sent");
    }

    private async Task LoseModelAsync()
    {
        _claude.Script = _ => FakeClaudeReply.Overloaded;
        using var customer = new ChatClient(_server.BaseAddress);
        await AskAsync(customer, 2);
        _claude.Script = FakeClaudeReply.Default;
    }

    private async Task LoseEmbeddingsAsync()
    {
        foreach (var status in Enumerable.Repeat(503, 100)) _embeddings.Statuses.Enqueue(status);
        using var customer = new ChatClient(_server.BaseAddress);
        await AskAsync(customer, 2);
        _embeddings.Statuses.Clear();
    }

    private async Task RevokeTokenAsync()
    {
        _slack.Misbehaviour = "revoked token";
        await DeliverAsync("failed");
        _slack.Misbehaviour = "none";
    }

    private async Task LeaveUnclaimedAsync()
    {
        using var people = new HandoffDriver(_server.BaseAddress);
        await EscalateAsync(people);
        await UntilAsync(now => now.Sum("csr_escalations_overdue_total", "action=\"told_last\"") > 0, "nobody was there");
    }

    /// <summary>As many as are allowed, which costs as much, and then some.</summary>
    private async Task FloodAsync()
    {
        using var customer = new ChatClient(_server.BaseAddress);
        var sent = Enumerable.Range(0, MaxMessages + 10).Select(i => customer.SayAsync(NewSession(), $"When are you open on day {i}?"));
        Assert.Contains(await Task.WhenAll(sent), answer => answer.Status == 429);
    }

    /// <summary>New words each time: what was embedded before is known.</summary>
    private async Task AskAsync(ChatClient customer, int times)
    {
        for (var i = 0; i < times; i++)
        {
            var session = NewSession();
            (await customer.SayAsync(session, $"How do I reset my password? It is number {_conversations}.")).Is(200);
        }
    }

    private async Task<string> EscalateAsync(HandoffDriver people)
    {
        var session = NewSession();
        (await people.SayAsync(session, "I want to talk to a human, please.", "m0")).Is(200);
        var tickets = (await people.GetAsync($"{ChatClient.Admin}/escalations?limit=500")).Is(200)["escalations"].EnumerateArray();
        return tickets.Single(ticket => ticket.GetProperty("session_id").ValueEquals(session)).GetProperty("id").GetString()!;
    }

    /// <summary>A customer writes in Slack; returns when a send of the answer has come to its end.</summary>
    private async Task DeliverAsync(string outcome)
    {
        var label = $"outcome=\"{outcome}\"";
        var before = (await ScrapeAsync()).Sum("csr_deliveries_total", label);
        await _slack.TellAsync([_slack.Say(_conversations++, 0)]);
        await UntilAsync(now => now.Sum("csr_deliveries_total", label) > before, $"an answer in Slack was {outcome}");
    }

    private string NewSession()
    {
        Interlocked.Increment(ref _conversations);
        return ChatClient.NewSession();
    }

    private Task<Scrape> ScrapeAsync() => Scrape.OfAsync(Target, _server);

    private Task UntilAsync(Func<Scrape, bool> condition, string what) =>
        Until.TrueAsync(async () => condition(await ScrapeAsync()), TimeSpan.FromSeconds(30), what, Token);
}
