using System.Text.RegularExpressions;

namespace CsrAgent.Languages;

/// <summary>Long lines of a prompt, wrapped in the source: a line that ends with a backslash continues on the next.</summary>
internal static partial class WrappedText
{
    public static string Unwrap(string text) => Continuation().Replace(text.ReplaceLineEndings("\n"), "");

    [GeneratedRegex(@"\\\n[ ]*")]
    private static partial Regex Continuation();
}
