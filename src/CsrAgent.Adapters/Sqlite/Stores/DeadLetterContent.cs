using CsrAgent.Channels;

namespace CsrAgent.Adapters.Sqlite.Stores;

/// <summary>The content of a dead letter: a turn's texts, or a delivery.</summary>
internal sealed record DeadLetterContent(IReadOnlyList<string> Texts, Delivery? Delivery);
