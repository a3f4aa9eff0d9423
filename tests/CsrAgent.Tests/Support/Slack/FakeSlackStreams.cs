using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace CsrAgent.Tests.Support.Slack;

/// <summary>Messages that are streamed, and what Slack shows of the threads that they stand in.</summary>
internal sealed class FakeSlackStreams(FakeSlackState state)
{
    private readonly ConcurrentDictionary<string, bool> _open = new();
    private readonly ConcurrentDictionary<string, bool> _stopped = new();
    private readonly ConcurrentDictionary<string, string> _sessions = new();

    /// <summary>Of a thread's first message; null where there is no session.</summary>
    public string? StatusOf(string root) => _sessions.GetValueOrDefault(root);

    public void SetStatus(string root, string status) => _sessions[root] = status;

    public bool IsOpen(string ts) => _open.ContainsKey(ts);

    /// <summary>The customer presses the button; the streams that Slack closed.</summary>
    public IReadOnlyList<string> Stop(string root)
    {
        var closed = state
            .Messages.Where(message => message.ThreadTs == root && _open.TryRemove(message.Ts, out _))
            .Select(m => m.Ts)
            .ToList();
        foreach (var ts in closed) _stopped[ts] = true;
        return closed;
    }

    /// <summary>Its message was deleted.</summary>
    public void Forget(string ts) => _open.TryRemove(ts, out _);

    /// <summary>Nothing was appended for too long.</summary>
    public void Expire() => _open.Clear();

    /// <returns>The error, or null and what the reply says.</returns>
    public (string? Error, FakeSlackMessage? Message) Do(FakeSlackCall call) =>
        call.Method == "chat.startStream" ? (null, Start(call)) : Go(call);

    private FakeSlackMessage Start(FakeSlackCall call)
    {
        var content = new JsonObject { ["text"] = call.Text("markdown_text") ?? "" };
        var message = state.Add(call.Text("channel")!, call.Text("thread_ts"), FakeSlack.BotUser, content);
        _open[message.Ts] = true;
        _sessions[message.ThreadTs!] = "processing";
        return message;
    }

    private (string?, FakeSlackMessage?) Go(FakeSlackCall call)
    {
        var (channel, ts) = (call.Text("channel")!, call.Text("ts")!);
        if (state.Messages.FirstOrDefault(m => m.Channel == channel && m.Ts == ts) is not { } message) return ("message_not_found", null);
        var isStop = call.Method == "chat.stopStream";
        if (!_open.ContainsKey(ts))
        {
            return (_stopped.ContainsKey(ts) && !isStop ? "stopped_by_user" : "message_not_in_streaming_state", null);
        }
        var content = (JsonObject)message.Content.DeepClone();
        var text = content["text"]!.GetValue<string>() + call.Text("markdown_text");
        content["text"] = text;
        if (call.Arguments["blocks"] is JsonArray below)
        {
            content["blocks"] = new JsonArray([Section(text), .. below.Select(b => b!.DeepClone())]);
        }
        if (call.Arguments["metadata"] is { } metadata) content["metadata"] = metadata.DeepClone();
        if (isStop)
        {
            _open.TryRemove(ts, out _);
            _sessions[message.ThreadTs!] = call.Text("session_status") ?? "active";
        }
        return (null, state.Update(channel, ts, content));
    }

    private static JsonObject Section(string text) =>
        new()
        {
            ["type"] = "section",
            ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = text },
        };
}
