namespace CsrAgent.Evals.Reports;

/// <summary>What a reader who has never seen the code needs to know of a set of "floors.json". Kept in "sets.json".</summary>
/// <param name="Name">As in "floors.json".</param>
/// <param name="Source">Where the texts come from; null for the words that hold for most: we made them up.</param>
internal sealed record EvalSet(string Name, string Title, string About, string? Source);
