namespace CsrAgent.Memory;

/// <summary>What a customer says now, by which their memories are chosen.</summary>
/// <param name="Language">ISO 639-1.</param>
/// <param name="Vector">Null: by words, and the newest first.</param>
/// <param name="Limit">The most memories to return.</param>
public sealed record MemoryQuery(string Text, string Language, MemoryVector? Vector, int Limit);
