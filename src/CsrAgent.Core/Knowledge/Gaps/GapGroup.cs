namespace CsrAgent.Knowledge.Gaps;

/// <summary>Questions about the same thing that found no good answer.</summary>
/// <param name="Id">Names the group in later calls, also when it has grown: it leads to the one that has this question then.</param>
/// <param name="Question">The newest of them.</param>
/// <param name="Count">How often it was asked.</param>
/// <param name="Customers">How many customers asked it.</param>
/// <param name="RatedDown">How many of them had a reply that was rated down.</param>
/// <param name="Examples">A few different wordings, newest first, including the first.</param>
/// <param name="BestRelevance">The best relevance that any of them found.</param>
/// <param name="NearestArticleId">The article that was closest most often: a place to add the answer. Null if none was close.</param>
public sealed record GapGroup(
    string Id,
    string Question,
    string Language,
    int Count,
    int Customers,
    int RatedDown,
    IReadOnlyList<string> Examples,
    double BestRelevance,
    string? NearestArticleId,
    DateTimeOffset FirstSeen,
    DateTimeOffset LastSeen
);
