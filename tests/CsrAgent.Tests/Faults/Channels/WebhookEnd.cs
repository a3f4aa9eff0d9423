using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CsrAgent.Adapters.Webhooks;
using CsrAgent.Tests.Support.Webhooks;

namespace CsrAgent.Tests.Faults.Channels;

/// <summary>A company's own system. It recognizes a repeat by its id, as Standard Webhooks asks of it.</summary>
public sealed class WebhookEnd : ChannelEnd
{
    private readonly string _inbound = FakeReceiver.NewSecret();
    private readonly FakeReceiver _receiver;
    private int _calls;

    private WebhookEnd(FakeReceiver receiver)
    {
        _receiver = receiver;
        _receiver.Answer = _ => FaultFor(isFirst: false, Interlocked.Increment(ref _calls)) is int status && !IsTaken ? status : null;
        _receiver.AnswerAfterwards = _ =>
            FaultFor(isFirst: false, Interlocked.Increment(ref _calls)) is int status && IsTaken ? status : null;
    }

    public override string Name => "webhooks";

    public override (string, string)[] Settings =>
        [
            ("WEBHOOK_URL", _receiver.Url),
            ("WEBHOOK_SECRET", _receiver.Secrets[0]),
            ("WEBHOOK_INBOUND_SECRET", _inbound),
            ("WEBHOOK_ALLOW_PRIVATE", "true"),
            ("WEBHOOK_TIMEOUT", "1s"),
            ("WEBHOOK_DEBOUNCE", "0s"),
        ];

    public override IReadOnlyCollection<string> Violations => _receiver.Violations;

    protected override IEnumerable<(int Conversation, string? Id)> Arrived =>
        _receiver
            .Of("message.created")
            .Select(body =>
                (
                    int.Parse((string)body["data"]!["conversation_id"]!, CultureInfo.InvariantCulture),
                    (string?)body["data"]!["message"]!["id"]
                )
            );

    protected override IReadOnlyDictionary<string, object> Faults { get; } =
        new Dictionary<string, object>
        {
            ["429"] = 429,
            ["503 before it was taken"] = 503,
            ["500 after it was taken"] = 500,
            ["connection broken after it was taken"] = 0,
        };

    protected override string SessionOf(int conversation) => $"{WebhookChannel.Prefix}{conversation}";

    protected override string IdOf(string delivery) => WebhookEvents.IdOf(delivery);

    private bool IsTaken => Misbehaviour.EndsWith("after it was taken", StringComparison.Ordinal);

    public static async Task<WebhookEnd> StartAsync() => new(await FakeReceiver.StartAsync(FakeReceiver.NewSecret()));

    public override object Say(int conversation, int question) => (conversation, question);

    public override string Describe(int conversation) =>
        string.Join('\n', _receiver.Of("message.created").Where(body => IsOf(body, conversation)).Select(body => body.ToJsonString()));

    private static bool IsOf(JsonObject body, int conversation) =>
        (string?)body["data"]!["conversation_id"] == conversation.ToString(CultureInfo.InvariantCulture);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    protected override HttpRequestMessage Call(object said)
    {
        var (conversation, question) = ((int, int))said;
        var body = new JsonObject
        {
            ["type"] = "message.received",
            ["data"] = new JsonObject
            {
                ["conversation_id"] = $"{conversation}",
                ["user_id"] = $"customer-{conversation}",
                ["message"] = Question(conversation, question),
                ["message_id"] = $"m{question}",
            },
        }.ToJsonString();
        var (id, at) = ("msg_" + Guid.NewGuid().ToString("N"), TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - Age);
        var call = new HttpRequestMessage(HttpMethod.Post, $"{Address}/webhooks/messages")
        {
            Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        call.Headers.Add("webhook-id", id);
        call.Headers.Add("webhook-timestamp", at.ToString(CultureInfo.InvariantCulture));
        call.Headers.Add("webhook-signature", FakeReceiver.Sign(_inbound, id, at, body));
        return call;
    }
}
