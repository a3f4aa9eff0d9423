namespace CsrAgent.Knowledge.Ranking;

/// <summary>One word of a question and where it or a synonym occurs: passages in ascending order, and its impact in each (0..1).</summary>
/// <param name="Weight">How much the word says, 0..1: the fewer articles contain it, the more.</param>
internal sealed record QueryTerm(float Weight, int[] Passages, float[] Impacts)
{
    /// <summary>The passages that have the word itself.</summary>
    public int[] Holders { get; init; } = [];

    /// <summary>A word that no article contains.</summary>
    public static readonly QueryTerm Unknown = new(1, [], []);

    /// <summary>A word that says nothing about the subject.</summary>
    public static readonly QueryTerm Noise = new(0, [], []);

    public bool IsKnown => Passages.Length > 0;
}
