namespace CsrAgent;

/// <summary>Texts for a place that has no room for the whole.</summary>
public static class ShortText
{
    /// <summary>The text, or its beginning with an ellipsis: at most <paramref name="max"/> characters, and no half of one.</summary>
    public static string Of(string text, int max) => text.Length <= max ? text : text[..WholeAt(text, max - 1)].TrimEnd() + "…";

    /// <summary>The same in one line.</summary>
    public static string LineOf(string text, int max) =>
        Of(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), max);

    /// <summary>At most this length, so that a cut there is not between the halves of a character.</summary>
    public static int WholeAt(string text, int length) => length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
}
