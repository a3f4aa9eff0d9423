using CsrAgent.Conversations;
using CsrAgent.Conversations.Marks;

namespace CsrAgent.Host.Http;

/// <summary>Proves that the text beside it was generated: <c>POST /api/v1/verify</c> checks both together.</summary>
/// <param name="TurnId">The turn that it answers.</param>
/// <param name="Model">The model that wrote it; <c>csr-agent</c> for the agent without one, <c>unknown</c> where it was not kept.</param>
/// <param name="At">When.</param>
/// <param name="Signature">Over the other three and the text.</param>
internal sealed record AiMarkBody(string TurnId, string Model, DateTimeOffset At, string Signature)
{
    public static AiMarkBody? From(AiMark? mark) => mark is null ? null : new(mark.TurnId.Value, mark.Model, mark.At, mark.Signature);

    public AiMark ToMark() => new(new TurnId(TurnId), Model, At, Signature);
}
