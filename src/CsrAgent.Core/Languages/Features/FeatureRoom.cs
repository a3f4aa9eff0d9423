namespace CsrAgent.Languages.Features;

/// <summary>How long the spans must be that hold what a text of some length is read into.</summary>
internal readonly record struct FeatureRoom(int Letters, int Tokens)
{
    /// <summary>A long letter says what its writer feels and wants well before its end.</summary>
    public const int MostLetters = 1200;

    private const int MostTokens = 300;

    public int LetterRows => Letters * 3;

    public static FeatureRoom For(int characters) => new(Math.Min(characters, MostLetters), Math.Min(characters, MostTokens));
}
