namespace CsrAgent.Embeddings;

/// <summary>
/// The words that a sentence model knows as a whole; a generator that has one gives it as a service. Safe to call from many threads.
/// </summary>
public interface IVocabulary
{
    /// <summary>A word's place among all by frequency: the lower, the commoner. -1 for one that the model knows in pieces only.</summary>
    /// <param name="word">Lower case.</param>
    int RankOf(ReadOnlySpan<char> word);
}
