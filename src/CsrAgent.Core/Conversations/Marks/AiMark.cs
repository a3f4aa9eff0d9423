namespace CsrAgent.Conversations.Marks;

/// <summary>Says to machines that a text was generated (EU AI Act, article 50(2)), so that it can be proven later.</summary>
/// <param name="Model">The model that wrote it; <see cref="NoModel"/> where the agent answered from its articles without one.</param>
/// <param name="At">When, to the millisecond.</param>
/// <param name="Signature">Over all of it and the text, by this server's key.</param>
public sealed record AiMark(TurnId TurnId, string Model, DateTimeOffset At, string Signature)
{
    public const string NoModel = "csr-agent";
}
