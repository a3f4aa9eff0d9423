using CsrAgent.Channels;

namespace CsrAgent.Adapters.Sqlite.Stores;

/// <summary>The content of a dead letter: a turn's messages, or a delivery.</summary>
/// <param name="Texts">For the list.</param>
/// <param name="Delivery">Null for a turn.</param>
internal sealed record DeadLetterContent(IReadOnlyList<string> Texts, Delivery? Delivery)
{
    /// <summary>Of the messages, as the history has them; null for a delivery, and in letters of earlier versions.</summary>
    public IReadOnlyList<string>? MessageIds { get; init; }

    /// <summary>What the channel said about the customer last, which the history does not keep.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}
