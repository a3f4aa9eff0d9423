using System.Text.Json;
using System.Text.Json.Serialization;

namespace CsrAgent.Conversations;

/// <summary>
/// What the agent remembers between the turns of a conversation, in addition to its messages. Part of each turn's atomic commit.
/// </summary>
public sealed record ConversationState
{
    public static readonly ConversationState New = new();

    /// <summary>Turns that the agent answered since the context was last cut.</summary>
    public int Turns { get; init; }

    /// <summary>Sentiment scores (-1..1) of the last customer turns, oldest first, at most ten.</summary>
    public IReadOnlyList<double> Moods { get; init; } = [];

    /// <summary>Answers in a row below <c>MinConfidence</c>.</summary>
    public int LowConfidenceRun { get; init; }

    /// <summary>How often in a row the customer asked the same thing again.</summary>
    public int RepeatRun { get; init; }

    /// <summary>True when the last reply offered a person, so that a "yes" accepts it.</summary>
    public bool PersonOffered { get; init; }

    /// <summary>True once the customer has been told that an AI answers, on channels where the server says it itself.</summary>
    public bool Disclosed { get; init; }

    /// <summary>What tool results of this conversation have proven to be done.</summary>
    public ProvenActions Proven { get; init; }

    /// <summary>The conversation's language (ISO 639-1), once known; short messages such as "ok" do not change it.</summary>
    public string? Language { get; init; }

    /// <summary>What a newer version has stored with it: kept as it is.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; set; }
}
