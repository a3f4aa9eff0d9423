using CsrAgent.Conversations;

namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>Numbers shared by the scripts and their callers, as named constants. Some are stored: never change one.</summary>
internal static class RedisCodes
{
    /// <summary>The constants of every script on a partition.</summary>
    public static readonly IReadOnlyList<Type> OfPrelude =
    [
        typeof(ConversationStatus),
        typeof(EscalationState),
        typeof(RedisStepResult),
        typeof(RedisLeasePart),
    ];
}
