namespace CsrAgent.Trainer;

/// <param name="Weight">How much it counts.</param>
internal sealed record HumanRequestExample(string Text, bool WantsHuman, float Weight);
