using CsrAgent.Channels;

namespace CsrAgent.Adapters.Sqlite.Turns;

/// <summary>What a dead letter's row holds: a turn's texts, or a delivery.</summary>
internal sealed record DeadLetterContent(IReadOnlyList<string> Texts, Delivery? Delivery);
