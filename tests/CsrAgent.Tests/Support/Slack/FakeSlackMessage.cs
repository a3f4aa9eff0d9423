using System.Text.Json.Nodes;

namespace CsrAgent.Tests.Support.Slack;

/// <summary>A message as Slack keeps it.</summary>
/// <param name="ThreadTs">Null for one that stands in the channel itself.</param>
/// <param name="Content">What it was written with.</param>
public sealed record FakeSlackMessage(string Channel, string Ts, string? ThreadTs, string User, JsonObject Content)
{
    /// <summary>Written by the app.</summary>
    public bool IsOurs => User == FakeSlack.BotUser;

    /// <summary>What people read of it: its blocks, or its text where there are none.</summary>
    public string Shown =>
        Content["blocks"] is JsonArray blocks
            ? string.Join('\n', blocks.Select(block => block?["text"]?["text"]?.GetValue<string>()).OfType<string>())
            : Content["text"]?.GetValue<string>() ?? "";

    /// <summary>It can be recognized by a delivery's id.</summary>
    public bool IsMarked => Delivery is not null;

    /// <summary>The mark of the delivery that it is, such as none for half of an answer.</summary>
    public string? Delivery => (string?)Content["metadata"]?["event_payload"]?["delivery"];

    /// <summary>All of it, as text.</summary>
    public string Json => Content.ToJsonString();

    public JsonObject ToJson(bool withMetadata)
    {
        var json = new JsonObject { ["type"] = "message", ["user"] = User, ["ts"] = Ts };
        if (IsOurs)
        {
            json["bot_id"] = FakeSlack.Bot;
            json["app_id"] = FakeSlack.App;
        }
        if (ThreadTs is not null) json["thread_ts"] = ThreadTs;
        foreach (var name in (string[])["text", "blocks"]) json[name] = Content[name]?.DeepClone();
        if (withMetadata && Content["metadata"] is { } metadata) json["metadata"] = metadata.DeepClone();
        return json;
    }
}
