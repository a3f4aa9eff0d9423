namespace CsrAgent.Languages;

internal static class TokenKindExtensions
{
    public static bool EndsSentence(this TokenKind kind) => kind is >= TokenKind.Bang and <= TokenKind.Stop;

    public static bool EndsClause(this TokenKind kind) => kind is >= TokenKind.Bang and <= TokenKind.Comma;
}
