namespace CsrAgent.Memory;

/// <summary>What a text means, as numbers.</summary>
/// <param name="ModelId">The model that made it; vectors of two models are not compared.</param>
/// <param name="Values">Of length 1.</param>
public sealed record MemoryVector(string ModelId, IReadOnlyList<float> Values);
