using CsrAgent.Host.Http;

namespace CsrAgent.Host.Chat.Programs;

/// <summary>The agent's answer, for another agent.</summary>
/// <param name="SessionId">Of the conversation, to go on with it.</param>
/// <param name="Status"><c>bot</c>, <c>waiting_for_human</c>, <c>human</c> or <c>ended</c>.</param>
/// <param name="Ai">Proves that it was generated.</param>
/// <param name="AiDisclosure">In the first answer: what a person who reads it has to be told. Null in later ones.</param>
internal sealed record ToolAnswer(
    string SessionId,
    string Answer,
    IReadOnlyList<ArticleBody> Articles,
    double Confidence,
    bool ShouldEscalate,
    string Status,
    bool AiGenerated,
    AiMarkBody? Ai,
    string? AiDisclosure
)
{
    public static ToolAnswer From(ChatResponse r) =>
        new(r.SessionId, r.Message, r.KbArticles, r.Confidence, r.ShouldEscalate, r.Status, r.AiGenerated, r.Ai, r.AiDisclosure);
}
