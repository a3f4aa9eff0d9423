namespace CsrAgent.Languages;

/// <summary>A token of a text, as <see cref="Tokenizer"/> finds it.</summary>
internal readonly record struct Token(TokenKind Kind, int Start, int Length)
{
    public int End => Start + Length;
}
