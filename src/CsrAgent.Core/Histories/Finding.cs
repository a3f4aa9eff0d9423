namespace CsrAgent.Histories;

/// <summary>A promise that a history breaks.</summary>
/// <param name="SessionId">The conversation.</param>
/// <param name="Subject">The message, turn or delivery that it is about.</param>
/// <param name="Detail">What is wrong with it, as the end of a sentence.</param>
public sealed record Finding(FindingKind Kind, string SessionId, string Subject, string Detail)
{
    public override string ToString() => $"{Kind.ToWireName()}: {SessionId}: {Subject} {Detail}";
}
