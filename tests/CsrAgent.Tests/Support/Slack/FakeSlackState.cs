using System.Globalization;
using System.Text.Json.Nodes;

namespace CsrAgent.Tests.Support.Slack;

/// <summary>The workspace: its messages and its people.</summary>
internal sealed class FakeSlackState
{
    private readonly Lock _lock = new();
    private readonly List<FakeSlackMessage> _messages = [];
    private int _count;

    public IReadOnlyList<FakeSlackMessage> Messages
    {
        get
        {
            lock (_lock)
                return [.. _messages];
        }
    }

    /// <summary>How long ago it is there.</summary>
    public TimeSpan Behind { get; set; }

    /// <summary>False makes it small, so that pages have to be turned.</summary>
    public int MaxPage { get; set; } = 1_000;

    public FakeSlackMessage Add(string channel, string? thread, string user, JsonObject content)
    {
        lock (_lock)
        {
            var second = (TimeProvider.System.GetUtcNow() - Behind).ToUnixTimeSeconds();
            var ts = string.Create(CultureInfo.InvariantCulture, $"{second}.{++_count:D6}");
            var message = new FakeSlackMessage(channel, ts, thread, user, content);
            _messages.Add(message);
            return message;
        }
    }

    /// <summary>Null where there is none.</summary>
    public FakeSlackMessage? Update(string channel, string ts, JsonObject content)
    {
        lock (_lock)
        {
            var at = _messages.FindIndex(message => message.Channel == channel && message.Ts == ts);
            if (at < 0) return null;
            if (_messages[at].Content["metadata"] is { } kept) content["metadata"] ??= kept.DeepClone();
            return _messages[at] = _messages[at] with { Content = content };
        }
    }

    public void Delete(string ts)
    {
        lock (_lock)
            _messages.RemoveAll(message => message.Ts == ts);
    }

    /// <summary>A page of messages, as <c>conversations.replies</c> and <c>.history</c> give it.</summary>
    public JsonObject Page(IEnumerable<FakeSlackMessage> found, FakeSlackCall call)
    {
        var all = found.ToList();
        var from = int.Parse(call.Text("cursor") ?? "0", CultureInfo.InvariantCulture);
        var size = Math.Min(MaxPage, int.Parse(call.Text("limit") ?? "100", CultureInfo.InvariantCulture));
        var withMetadata = call.Text("include_all_metadata") == "true";
        var reply = new JsonObject
        {
            ["ok"] = true,
            ["messages"] = new JsonArray([.. all.Skip(from).Take(size).Select(message => (JsonNode)message.ToJson(withMetadata))]),
            ["has_more"] = from + size < all.Count,
        };
        var next = from + size < all.Count ? (from + size).ToString(CultureInfo.InvariantCulture) : "";
        reply["response_metadata"] = new JsonObject { ["next_cursor"] = next };
        return reply;
    }
}
