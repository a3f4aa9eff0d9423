using CsrAgent.Conversations;

namespace CsrAgent.Escalation;

/// <summary>Whether to involve a person.</summary>
public abstract record EscalationDecision
{
    private EscalationDecision() { }

    /// <summary>The agent continues.</summary>
    public sealed record None : EscalationDecision
    {
        public static readonly None Instance = new();
    }

    /// <summary>The agent continues and offers a person; the customer decides.</summary>
    public sealed record Offer(EscalationReason Reason) : EscalationDecision;

    /// <summary>A person takes over.</summary>
    public sealed record HandOff(EscalationReason Reason, string Team, EscalationPriority Priority) : EscalationDecision;
}
