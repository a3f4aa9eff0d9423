namespace CsrAgent.Escalation;

/// <summary>What became of a person's step.</summary>
public abstract record DeskOutcome
{
    private DeskOutcome() { }

    public sealed record Done(EscalationTicket Ticket) : DeskOutcome;

    public sealed record NotFound : DeskOutcome;

    /// <summary>The hand-off is not in a state for this step, or another person has it.</summary>
    public sealed record NotAllowed(EscalationTicket Ticket) : DeskOutcome;

    /// <summary>Another text was sent under this message's key before.</summary>
    public sealed record KeyReused : DeskOutcome;

    /// <summary>Not an outcome yet: the step is to be applied.</summary>
    internal sealed record Apply(DeskStep Step) : DeskOutcome;
}
