namespace CsrAgent.Trainer;

/// <param name="Weight">How much it counts.</param>
internal sealed record WishExample(string Text, bool Wish, float Weight);
