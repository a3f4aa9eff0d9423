namespace CsrAgent.Languages;

/// <summary>The characters that end a sentence, in all scripts.</summary>
internal static class SentenceMarks
{
    public static bool IsQuestion(char c) => c is '?' or '？' or '؟';

    public static bool IsBang(char c) => c is '!' or '！';

    /// <summary>A semicolon and a line break end one too: what follows is independent.</summary>
    public static bool IsStop(char c) => c is '.' or ';' or '\n' or '。' or '।' or '۔';

    public static bool Ends(char c) => IsQuestion(c) || IsBang(c) || IsStop(c) || c == '…';

    /// <summary>In prose, semicolons separate parts of a sentence, and line breaks are handled separately.</summary>
    public static bool EndsProse(char c) => c == '｡' || (Ends(c) && c is not (';' or '\n'));

    /// <summary>Marks that are not followed by a blank.</summary>
    public static bool IsWide(char c) => c is '。' or '！' or '？' or '｡';
}
