using System.Net;
using System.Text.Json.Nodes;
using CsrAgent.Adapters.Slack;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.FakeModels;
using CsrAgent.Tests.Support.Slack;

namespace CsrAgent.Tests.Faults;

/// <summary>Answers of a slow model, through the real server's process.</summary>
[Collection(FaultsCollection.Name)]
public sealed class SlackStreamTests : IAsyncLifetime
{
    private const string User = "U0CUSTOMER1";
    private const string Direct = "D0CUSTOMER1";

    private FakeSlack _slack = null!;
    private FakeClaude _claude = null!;
    private RealServer _server = null!;
    private ChatClient _client = null!;
    private ChatClient _admin = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _claude = await FakeClaude.StartAsync();
        _claude.Script = request => FakeClaudeReply.Default(request) with { Pace = TimeSpan.FromMilliseconds(200) };
        _slack = await FakeSlack.StartAsync();
        _server = await RealServer.StartAsync([
            .. _slack.Settings,
            ("CLAUDE_BASE_URL", _claude.BaseAddress),
            ("CLAUDE_API_KEY", "test"),
            ("LEASE_TIME", "1s"),
            ("SLACK_SUGGESTIONS", "Where is my order? | How do returns work?"),
        ]);
        _client = new ChatClient(_server.BaseAddress);
        _admin = new ChatClient(_server.BaseAddress, ("X-API-Key", RealServer.ApiKey));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _admin.Dispose();
        await _server.DisposeAsync();
        await _claude.DisposeAsync();
        Assert.Empty(_slack.Violations);
        await _slack.DisposeAsync();
    }

    /// <summary>And the server is killed between start and stop of the second answer.</summary>
    [Fact]
    public async Task Answer_OfASlowModel_GrowsAndIsOneMessage()
    {
        var said = await TellAsync("How do I reset my password?");
        await UntilStreamingAsync();
        var begun = _slack.Ours[0].Shown;
        await UntilDoneAsync(said, 1);
        var first = _slack.Ours[0];
        Assert.StartsWith(begun, first.Shown, StringComparison.Ordinal);
        Assert.True(first.Shown.Length > begun.Length);
        Assert.Equal("active", _slack.StatusOf(said.Ts));
        Assert.DoesNotContain(_slack.Calls, call => call.Method is "chat.postMessage" or "chat.update");

        await TellAsync("How do I track my order?", said.Ts);
        await UntilStreamingAsync();
        await _server.KillAsync();
        await _server.StartAsync();
        await UntilDoneAsync(said, 2);

        Assert.Equal(2, _slack.Ours.Count);
        var agents = (await HistoryAsync(said)).Where(text => text.Role == "agent").Select(text => text.Text).ToList();
        Assert.Equal(2, agents.Count);
        Assert.Equal(agents[0], first.Shown);
    }

    [Fact]
    public async Task Stop_ByTheCustomer_EndsTheAnswerAndSaysSo()
    {
        _claude.Script = request => FakeClaudeReply.Default(request) with { Pace = TimeSpan.FromSeconds(1) };
        var said = await TellAsync("How do I reset my password?");
        await UntilStreamingAsync();

        await PostAsync(_slack.Stop("U0STRANGER1", Direct, "1764400000.999999"));
        await PostAsync(_slack.Stop(User, Direct, said.Ts));
        await UntilDoneAsync(said, 1);

        var shown = Assert.Single(_slack.Ours).Shown;
        Assert.EndsWith(
            "I have stopped this answer, as you asked. Just write here when you want to go on.",
            shown,
            StringComparison.Ordinal
        );
        await Until.TrueAsync(() => _slack.StatusOf(said.Ts) == "active", "Slack no longer shows that it is worked on");
        Assert.Equal("agent", (await HistoryAsync(said))[^1].Role);
        _claude.Script = FakeClaudeReply.Default;
        await TellAsync("How do I track my order?", said.Ts);
        await UntilDoneAsync(said, 2);
    }

    [Fact]
    public async Task Open_MessagesTab_SuggestsQuestions()
    {
        await PostAsync(Opened("home"));
        Assert.DoesNotContain(_slack.Calls, call => call.Method == "assistant.threads.setSuggestedPrompts");

        await PostAsync(Opened("messages"));

        var call = Assert.Single(_slack.Calls, call => call.Method == "assistant.threads.setSuggestedPrompts");
        Assert.Equal("How do returns work?", call.Arguments["prompts"]![1]!["message"]!.GetValue<string>());
        Assert.Equal(Direct, call.Text("channel_id"));
    }

    private static JsonObject Opened(string tab) =>
        new()
        {
            ["type"] = "app_home_opened",
            ["user"] = User,
            ["channel"] = Direct,
            ["tab"] = tab,
            ["event_ts"] = "1764400000.000001",
        };

    private async Task<FakeSlackMessage> TellAsync(string text, string? thread = null)
    {
        var said = _slack.Say(User, Direct, text, thread);
        Assert.Equal(HttpStatusCode.OK, await _client.PostEventAsync(FakeSlackEvents.Of(said)));
        return said;
    }

    private async Task PostAsync(JsonObject happened) =>
        Assert.Equal(HttpStatusCode.OK, await _client.PostEventAsync(FakeSlackEvents.Envelope(happened)));

    private Task UntilStreamingAsync() =>
        Until.TrueAsync(
            () => Task.FromResult(_slack.Ours is [.., { } last] && _slack.IsStreaming(last)),
            TimeSpan.FromMinutes(1),
            "it streams",
            Token
        );

    private Task UntilDoneAsync(FakeSlackMessage root, int count) =>
        Until.TrueAsync(
            () => Task.FromResult(_slack.Ours.Count(message => message.ThreadTs == root.Ts && message.IsMarked) == count),
            TimeSpan.FromMinutes(1),
            $"{count} answers are complete",
            Token
        );

    private async Task<List<(string Role, string Text)>> HistoryAsync(FakeSlackMessage root)
    {
        var session = new SlackThread(FakeSlack.Team, Direct, root.Ts, User).ConversationId.Value;
        var messages = await _admin.MessagesAsync(Uri.EscapeDataString(session));
        return [.. messages.Select(m => (m.GetProperty("role").GetString()!, m.GetProperty("text").GetString()!))];
    }
}
