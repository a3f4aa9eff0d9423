namespace CsrAgent.Knowledge.Gaps;

/// <summary>Questions that ask for the same thing and found no good answer.</summary>
/// <param name="Question">The newest of them.</param>
/// <param name="Examples">Different wordings, newest first, the first included; few.</param>
/// <param name="BestRelevance">The best that any of them found.</param>
/// <param name="NearestArticleId">The article that came nearest most often; a place to add the answer. Null where none came near.</param>
public sealed record GapGroup(
    string Question,
    string Language,
    int Count,
    IReadOnlyList<string> Examples,
    double BestRelevance,
    string? NearestArticleId,
    DateTimeOffset FirstSeen,
    DateTimeOffset LastSeen
);
