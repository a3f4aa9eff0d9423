namespace CsrAgent.Knowledge.Gaps;

/// <summary>A question that found no good answer.</summary>
/// <param name="Question">Redacted as towards logs.</param>
/// <param name="Language">ISO 639-1.</param>
/// <param name="BestRelevance">Of the best passage found; 0 where there was none.</param>
/// <param name="NearestArticleId">The article that came nearest, or null.</param>
/// <param name="UserId">Whose question it was; for erasure only, never shown in the report.</param>
public sealed record KnowledgeGap(
    string Question,
    string Language,
    double BestRelevance,
    string? NearestArticleId,
    string UserId,
    DateTimeOffset At
);
