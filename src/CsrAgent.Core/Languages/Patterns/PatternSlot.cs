namespace CsrAgent.Languages.Patterns;

/// <summary>A place in a phrase: any of some word rows, or a gap, or the edge of a sentence.</summary>
internal sealed record PatternSlot
{
    /// <summary>Rows of word ids, one of which has to come here.</summary>
    public int[][] Choices { get; init; } = [];

    public bool Optional { get; init; }

    /// <summary>Up to this many other words of the same sentence may come here.</summary>
    public int Gap { get; init; }

    /// <summary>'^' beginning of a sentence, '$' its end, otherwise none.</summary>
    public char Edge { get; init; }
}
