using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Admission;

/// <summary>The result of an admission.</summary>
public abstract record AdmissionOutcome
{
    private AdmissionOutcome() { }

    /// <summary>The queue has decided.</summary>
    public sealed record Decided(AcceptOutcome Outcome) : AdmissionOutcome;

    public sealed record RateLimited(RateLimitScope Scope, TimeSpan RetryAfter) : AdmissionOutcome;

    /// <param name="Field">Its name in the API.</param>
    /// <param name="Detail">What is wrong and what is allowed.</param>
    public sealed record Invalid(string Field, string Detail) : AdmissionOutcome;
}
