using System.Text.Json;
using System.Text.Json.Serialization;
using CsrAgent.Channels;
using CsrAgent.Conversations;

namespace CsrAgent.Adapters.Redis.Turns;

/// <summary>The content of a dead letter: a turn's messages, or a delivery.</summary>
/// <param name="ConversationId">Whose.</param>
/// <param name="Reason">Why it was given up.</param>
/// <param name="Texts">For the list, and for earlier versions beside this one.</param>
/// <param name="Delivery">Null for a turn.</param>
/// <param name="At">When.</param>
internal sealed record RedisLetter(
    ConversationId ConversationId,
    string Reason,
    IReadOnlyList<string> Texts,
    Delivery? Delivery,
    DateTimeOffset At
)
{
    /// <summary>Of the id of a turn's letter, which the turn's id follows.</summary>
    public const string Prefix = "dead_";

    /// <summary>Of the messages, as the history has them; null for a delivery, and in letters of earlier versions.</summary>
    public IReadOnlyList<string>? MessageIds { get; init; }

    /// <summary>What the channel said about the customer last, which the history does not keep.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>What a newer version has stored with it: kept as it is.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; set; }
}
