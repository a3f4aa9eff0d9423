using System.Text.Json.Nodes;

namespace CsrAgent.Adapters.Slack.Api;

/// <summary>A message that the app writes.</summary>
/// <param name="DeliveryId">Recognizes it when it is asked for.</param>
/// <param name="Thread">The <c>ts</c> of the thread's first message; null to begin one.</param>
/// <param name="Content">Its <c>text</c> and <c>blocks</c>.</param>
internal sealed record SlackPost(string DeliveryId, string Channel, string? Thread, JsonObject Content)
{
    /// <summary>What else the app wants to find in it later; no word of a customer, since everybody in the workspace can read it.</summary>
    public IReadOnlyDictionary<string, string> Marks { get; init; } = new Dictionary<string, string>();

    /// <summary>Where there is no thread to look through: when it may have been written for the first time.</summary>
    public DateTimeOffset Since { get; init; }
}
