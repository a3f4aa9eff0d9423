using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CsrAgent.Tests.Adapters.Slack;
using CsrAgent.Tests.Adapters.Zendesk;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Slack;
using CsrAgent.Tests.Support.Webhooks;
using CsrAgent.Tests.Support.Zendesk;

namespace CsrAgent.Tests.Channels;

/// <summary>The real server with all channels, and the other end of each. Logs all that there is.</summary>
internal sealed class AllChannelsServer : IAsyncDisposable
{
    private readonly string _inbound = FakeReceiver.NewSecret();

    private AllChannelsServer(FakeSlack slack, FakeZendesk zendesk, FakeReceiver receiver) =>
        (Slack, Zendesk, Receiver) = (slack, zendesk, receiver);

    public FakeSlack Slack { get; }

    public FakeZendesk Zendesk { get; }

    public FakeReceiver Receiver { get; }

    public RealServer Server { get; private set; } = null!;

    public ChatClient Client { get; private set; } = null!;

    public ChatClient Admin { get; private set; } = null!;

    public static async Task<AllChannelsServer> StartAsync(params (string Name, string Value)[] more)
    {
        var secret = FakeReceiver.NewSecret();
        var all = new AllChannelsServer(
            await FakeSlack.StartAsync(),
            await FakeZendesk.StartAsync(),
            await FakeReceiver.StartAsync(secret)
        );
        all.Server = await RealServer.StartAsync([
            .. ZendeskServer.Settings(all.Zendesk),
            .. all.Slack.Settings,
            ("SLACK_ESCALATION_CHANNEL", SlackServer.Staff),
            ("WEBHOOK_URL", all.Receiver.Url),
            ("WEBHOOK_SECRET", secret),
            ("WEBHOOK_INBOUND_SECRET", all._inbound),
            ("WEBHOOK_ALLOW_PRIVATE", "true"),
            ("WEBHOOK_DEBOUNCE", "0s"),
            ("WEBHOOK_EVENTS", "true"),
            ("RATE_LIMIT_PER_USER", "0"),
            ("LOG_LEVEL", "Trace"),
            .. more,
        ]);
        all.Client = new ChatClient(all.Server.BaseAddress);
        all.Admin = new ChatClient(all.Server.BaseAddress, ("X-API-Key", RealServer.ApiKey));
        return all;
    }

    /// <summary>Zendesk calls.</summary>
    /// <returns>The status of the answer.</returns>
    public async Task<int> HookAsync(JsonObject body) => (await Client.SendAsync(FakeZendeskHook.Call(body))).Status;

    /// <summary>The company's own system calls.</summary>
    /// <param name="data">What it tells.</param>
    /// <param name="id">Of the call.</param>
    /// <param name="at">How long ago it was written.</param>
    /// <returns>The status of the answer.</returns>
    public async Task<int> CallAsync(JsonObject data, string? id = null, TimeSpan at = default)
    {
        var body = new JsonObject
        {
            ["type"] = "message.received",
            ["timestamp"] = FakeZendeskHook.Timestamp(at),
            ["data"] = data,
        }.ToJsonString();
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        id ??= "msg_" + Guid.NewGuid().ToString("N");
        var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/messages")
        {
            Content = new StringContent(body, Encoding.UTF8, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", now.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", FakeReceiver.Sign(_inbound, id, now, body));
        return (await Client.SendAsync(request)).Status;
    }

    /// <summary>Everything that the server has kept, once it has stopped.</summary>
    public IEnumerable<(string Place, string Text)> Kept() =>
        Directory
            .EnumerateFiles(Server.DataDirectory, "*", SearchOption.AllDirectories)
            .Select(file => (Path.GetFileName(file), Encoding.UTF8.GetString(File.ReadAllBytes(file))));

    /// <summary>Everything that it has told anybody.</summary>
    public IEnumerable<(string Place, string Text)> Told() =>
        [
            ("the log", Server.Output),
            ("calls of Slack", string.Join('\n', Slack.Calls.Select(call => call.Method + call.Arguments.ToJsonString()))),
            ("addresses in Zendesk", string.Join('\n', Zendesk.Requests)),
            ("comments in Zendesk", string.Join('\n', Zendesk.Tickets.SelectMany(CommentsOfTheAgent))),
            ("tags in Zendesk", string.Join('\n', Zendesk.Tickets.SelectMany(ticket => ticket.Tags))),
            ("webhooks", string.Join('\n', Receiver.Received.Select(call => call.Id + call.Body.ToJsonString()))),
        ];

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        Admin?.Dispose();
        if (Server is not null) await Server.DisposeAsync();
        await Slack.DisposeAsync();
        await Zendesk.DisposeAsync();
        await Receiver.DisposeAsync();
    }

    private static IEnumerable<string> CommentsOfTheAgent(FakeTicket ticket) =>
        ticket.Comments.Where(comment => comment.AuthorId == FakeZendesk.Bot).Select(comment => comment.Text);
}
