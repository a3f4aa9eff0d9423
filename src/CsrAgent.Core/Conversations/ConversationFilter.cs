using CsrAgent.Conversations.Reporting;

namespace CsrAgent.Conversations;

/// <summary>Which conversations to list; a null property does not filter.</summary>
public sealed record ConversationFilter
{
    public string? UserId { get; init; }

    public ConversationStatus? Status { get; init; }

    /// <summary>Only those without activity since then, and without a message that waits; the longest idle first.</summary>
    public DateTimeOffset? IdleSince { get; init; }

    /// <summary>Only those behind this one, in the order of the list; not together with <see cref="IdleSince"/>.</summary>
    public ConversationCursor? Before { get; init; }

    /// <summary>Only those that follow this one in the order of their activity, the longest idle first; only with a status and
    /// <see cref="IdleSince"/>.</summary>
    public ConversationCursor? After { get; init; }

    public int Limit { get; init; } = 100;
}
