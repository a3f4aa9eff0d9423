namespace CsrAgent.Knowledge.Sync;

/// <param name="Origin">Which folder or site it is. When it changes, the operator has changed it.</param>
/// <param name="Count">The number of entries.</param>
/// <param name="Entries">In a fixed order: of two articles with the same id, the first one is used. May be enumerated once.</param>
/// <param name="Failures">What could not be listed.</param>
public sealed record SourceListing(string Origin, int Count, IEnumerable<SourceEntry> Entries, IReadOnlyList<SourceFailure> Failures);
