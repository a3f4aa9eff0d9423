namespace CsrAgent.Languages;

/// <summary>A piece of a text, as <see cref="Tokenizer"/> cuts it.</summary>
internal readonly record struct Token(TokenKind Kind, int Start, int Length)
{
    public int End => Start + Length;
}
