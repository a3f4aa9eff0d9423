namespace CsrAgent.Knowledge.Sync;

/// <param name="Place">Where it is in its source: a path, an address. Unique.</param>
/// <param name="Version">Changes with the content, such as size and time of a file; null if only reading it tells.</param>
public readonly record struct SourceEntry(string Place, string? Version);
