namespace CsrAgent.Trainer;

/// <summary>What a <see cref="CsrAgent.Languages.Features.SentenceModel"/> learns from.</summary>
/// <param name="Text">A text with a sentence of the kind, or one without.</param>
/// <param name="Weight">How much it counts.</param>
internal sealed record SentenceExample(string Text, bool IsOfKind, float Weight)
{
    /// <summary>Whose words they are.</summary>
    public string Source { get; init; } = "Authored";

    /// <summary>True for a fragment made from other examples.</summary>
    public bool IsDerived { get; init; }
}
