namespace CsrAgent.Knowledge.Ranking;

/// <summary>
/// One word of a question and where it occurs: passages in ascending order, and how strongly each holds it (0..1), or a word that means
/// much the same.
/// </summary>
/// <param name="Weight">How much the word says, 0..1: much where few articles hold it, little where most do.</param>
internal sealed record QueryTerm(float Weight, int[] Passages, float[] Impacts)
{
    /// <summary>A word that no article holds.</summary>
    public static readonly QueryTerm Unknown = new(1, [], []);

    /// <summary>A word that says nothing about the subject.</summary>
    public static readonly QueryTerm Noise = new(0, [], []);

    public bool IsKnown => Passages.Length > 0;
}
