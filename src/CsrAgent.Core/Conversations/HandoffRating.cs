namespace CsrAgent.Conversations;

/// <summary>What a customer thinks of how people took care of them.</summary>
/// <param name="Score">1, very bad, to 5, very good.</param>
/// <param name="Comment">Redacted; null without one.</param>
/// <param name="At">When it was given, or changed last.</param>
public sealed record HandoffRating(int Score, string? Comment, DateTimeOffset At)
{
    public const int MinScore = 1;
    public const int MaxScore = 5;
}
