using CsrAgent.Conversations;

namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>The numbers that both sides of a script know by name. Some are stored: never change one.</summary>
internal static class RedisCodes
{
    /// <summary>What every script on a partition knows.</summary>
    public static readonly IReadOnlyList<Type> OfPrelude =
    [
        typeof(ConversationStatus),
        typeof(EscalationState),
        typeof(RedisStepResult),
        typeof(RedisLeasePart),
    ];
}
