namespace CsrAgent.Languages.Patterns;

/// <summary>A position in a phrase: one of several word sequences, a gap, or the edge of a sentence.</summary>
internal sealed record PatternSlot
{
    /// <summary>Sequences of word ids, one of which has to occur here.</summary>
    public int[][] Choices { get; init; } = [];

    public bool Optional { get; init; }

    /// <summary>Instead of a choice, the sentence may end here.</summary>
    public bool OrEnd { get; init; }

    /// <summary>Up to this many other words of the same sentence may occur here.</summary>
    public int Gap { get; init; }

    /// <summary>'^' beginning of a sentence, '$' its end, otherwise none.</summary>
    public char Edge { get; init; }
}
