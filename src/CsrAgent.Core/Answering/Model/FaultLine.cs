using System.Text.RegularExpressions;

namespace CsrAgent.Answering.Model;

/// <summary>
/// A failed model call as one log line: without its inner exceptions, which repeat it on fifty lines and may quote a request's headers, and
/// without anything that looks like a key, since servers repeat a key that they reject.
/// </summary>
internal static partial class FaultLine
{
    private const int MaxLength = 500;

    public static string Of(Exception error)
    {
        var line = Blanks().Replace(Keys().Replace(error.Message, "…"), " ").Trim();
        return ShortText.Of(line, MaxLength);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"(?<=\bBearer\s+)\S+|\b(?:sk|pk|key|api)[-_][\w-]{8,}", RegexOptions.IgnoreCase)]
    private static partial Regex Keys();
}
