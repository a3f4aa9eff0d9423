namespace CsrAgent.Adapters.Lucene;

/// <summary>
/// One word of a question and where it is found: passages in ascending order, and how strongly each holds it (0..1), by itself or by a
/// word that means much the same.
/// </summary>
/// <param name="Weight">How much the word tells, 0..1: much for a word that few articles hold, little for one that most do.</param>
internal sealed record QueryTerm(float Weight, int[] Passages, float[] Impacts)
{
    /// <summary>A word that no article holds.</summary>
    public static readonly QueryTerm Unknown = new(1, [], []);

    /// <summary>A word that says nothing about the matter.</summary>
    public static readonly QueryTerm Noise = new(0, [], []);

    public bool IsKnown => Passages.Length > 0;
}
