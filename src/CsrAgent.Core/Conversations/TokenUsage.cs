namespace CsrAgent.Conversations;

/// <summary>Tokens used by a turn, over all its model calls.</summary>
/// <param name="Input">Input tokens, including cached ones.</param>
public sealed record TokenUsage(long Input, long Output)
{
    public static readonly TokenUsage None = new(0, 0);

    public long Total => Input + Output;

    public static TokenUsage operator +(TokenUsage left, TokenUsage right) => new(left.Input + right.Input, left.Output + right.Output);

    public static TokenUsage Add(TokenUsage left, TokenUsage right) => left + right;
}
