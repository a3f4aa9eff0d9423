namespace CsrAgent.Knowledge.Ranking.Entities;

/// <param name="Words">Folded, in their order.</param>
/// <param name="Articles">The numbers of the articles that hold it.</param>
internal sealed record EntityName(string[] Words, int[] Articles);
