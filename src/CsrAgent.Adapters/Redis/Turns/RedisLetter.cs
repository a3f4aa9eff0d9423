using CsrAgent.Channels;
using CsrAgent.Conversations;

namespace CsrAgent.Adapters.Redis.Turns;

/// <summary>The content of a dead letter: a turn's texts, or a delivery.</summary>
internal sealed record RedisLetter(
    ConversationId ConversationId,
    string Reason,
    IReadOnlyList<string> Texts,
    Delivery? Delivery,
    DateTimeOffset At
);
