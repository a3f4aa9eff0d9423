namespace CsrAgent.Languages.Features;

/// <summary>The sizes of the spans for reading a text of a given length.</summary>
internal readonly record struct FeatureBufferSize(int Letters, int Tokens)
{
    /// <summary>A long message shows what its writer feels and wants well before its end.</summary>
    public const int MaxLetters = 1200;

    private const int MaxTokens = 300;

    public int LetterRows => Letters * 3;

    public static FeatureBufferSize For(int characters) => new(Math.Min(characters, MaxLetters), Math.Min(characters, MaxTokens));
}
