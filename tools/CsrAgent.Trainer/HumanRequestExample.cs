namespace CsrAgent.Trainer;

/// <param name="Weight">How much it counts.</param>
internal sealed record HumanRequestExample(string Text, bool WantsHuman, float Weight)
{
    /// <summary>Whose words they are.</summary>
    public string Source { get; init; } = "Authored";

    /// <summary>True for a fragment made from other examples.</summary>
    public bool IsDerived { get; init; }
}
