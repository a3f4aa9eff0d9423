using CsrAgent.Channels;
using CsrAgent.Conversations;

namespace CsrAgent.Adapters.Redis.Stores;

/// <summary>What was given up: a turn's texts, or a delivery.</summary>
internal sealed record RedisLetter(
    ConversationId ConversationId,
    string Reason,
    IReadOnlyList<string> Texts,
    Delivery? Delivery,
    DateTimeOffset At
);
