using CsrAgent.Conversations;

namespace CsrAgent.Handoff;

/// <summary>The result of a person's step.</summary>
public abstract record HandoffOutcome
{
    private HandoffOutcome() { }

    public sealed record Done(EscalationTicket Ticket) : HandoffOutcome;

    public sealed record NotFound : HandoffOutcome;

    /// <summary>The hand-off is not in a state for this step, or another person has it.</summary>
    public sealed record NotAllowed(EscalationTicket Ticket) : HandoffOutcome;

    /// <summary>A different text was already sent under this message's key.</summary>
    public sealed record KeyReused : HandoffOutcome;

    /// <summary>Not an outcome yet: the step is to be applied.</summary>
    internal sealed record Apply(HandoffStep Step) : HandoffOutcome;
}
