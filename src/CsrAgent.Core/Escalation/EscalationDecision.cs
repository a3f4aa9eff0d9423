using CsrAgent.Conversations;

namespace CsrAgent.Escalation;

/// <summary>Whether a person should come in.</summary>
public abstract record EscalationDecision
{
    private EscalationDecision() { }

    /// <summary>The agent goes on.</summary>
    public sealed record None : EscalationDecision
    {
        public static readonly None Instance = new();
    }

    /// <summary>The agent goes on and offers a person; the customer decides.</summary>
    public sealed record Offer(EscalationReason Reason) : EscalationDecision;

    /// <summary>A person takes over.</summary>
    public sealed record HandOff(EscalationReason Reason, string Team, EscalationPriority Priority) : EscalationDecision;
}
