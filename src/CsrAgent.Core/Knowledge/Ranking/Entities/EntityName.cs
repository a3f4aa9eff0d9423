namespace CsrAgent.Knowledge.Ranking.Entities;

/// <param name="Words">Folded, in their order.</param>
/// <param name="Articles">The numbers of the articles that hold it.</param>
/// <param name="IsGiven">An article says that it is about it; otherwise it was mined.</param>
internal sealed record EntityName(string[] Words, int[] Articles, bool IsGiven = false);
