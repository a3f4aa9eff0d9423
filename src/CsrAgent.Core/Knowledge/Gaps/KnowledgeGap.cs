using System.Text.Json.Serialization;

namespace CsrAgent.Knowledge.Gaps;

/// <summary>A question that found no answer, or none that its customer found good.</summary>
/// <param name="Question">Redacted as for logs.</param>
/// <param name="Language">ISO 639-1.</param>
/// <param name="BestRelevance">The relevance of the best passage found; 0 if there was none.</param>
/// <param name="NearestArticleId">The closest article, or null.</param>
/// <param name="UserId">The customer who asked; for erasure only, never shown in the report.</param>
public sealed record KnowledgeGap(
    string Question,
    string Language,
    double BestRelevance,
    string? NearestArticleId,
    string UserId,
    DateTimeOffset At
)
{
    /// <summary>The customer rated down what the agent said to it.</summary>
    [JsonIgnore]
    public bool IsRatedDown { get; init; }
}
