namespace CsrAgent.Languages;

/// <summary>One pattern of a <see cref="PhraseBook"/>.</summary>
internal sealed record Phrase(string Label, PhraseSlot[] Slots);

/// <summary>A place in a phrase: any of some word rows, or a gap, or the edge of a sentence.</summary>
internal sealed record PhraseSlot
{
    /// <summary>Rows of word ids, one of which has to stand here.</summary>
    public int[][] Choices { get; init; } = [];

    public bool Optional { get; init; }

    /// <summary>Up to this many other words of the same sentence may stand here.</summary>
    public int Gap { get; init; }

    /// <summary>'^' beginning of a sentence, '$' its end, otherwise none.</summary>
    public char Edge { get; init; }
}

/// <summary>Where a phrase was found: words <paramref name="Start"/> up to but not including <paramref name="End"/>.</summary>
internal readonly record struct PhraseHit(string Label, int Start, int End)
{
    public int Length => End - Start;

    public bool Overlaps(PhraseHit other) => Start < other.End && other.Start < End;
}
