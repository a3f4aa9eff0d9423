using System.Text;
using System.Text.RegularExpressions;

namespace CsrAgent.Adapters;

/// <summary>Finds out how a page is encoded: what it says of that is wrong as often as not.</summary>
internal static partial class HtmlCharset
{
    // Where a page has to name it.
    private const int MaxHead = 4_096;

    /// <param name="named">By the answer that it came with, or null.</param>
    public static string Decode(byte[] bytes, string? named)
    {
        if (UnicodeOf(bytes) is { } unicode) return unicode.GetString(bytes).TrimStart('\uFEFF');
        // Hardly any other text happens to be valid UTF-8, unless it has zeros as UTF-16 has.
        if (!bytes.AsSpan().Contains((byte)0) && TryDecode(bytes, "utf-8") is { } text) return text;
        var inPage = Charset().Match(Encoding.ASCII.GetString(bytes, 0, Math.Min(bytes.Length, MaxHead))).Groups[1].Value;
        return TryDecode(bytes, named) ?? TryDecode(bytes, inPage) ?? TryDecode(bytes, "windows-1252") ?? Encoding.UTF8.GetString(bytes);
    }

    private static Encoding? UnicodeOf(ReadOnlySpan<byte> bytes) =>
        bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8,
            [0xFF, 0xFE, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
            _ => null,
        };

    private static string? TryDecode(byte[] bytes, string? name)
    {
        if (string.IsNullOrEmpty(name)) return null;
        try
        {
            return Find(name.ToLowerInvariant()).GetString(bytes);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            // No charset that is known here, or not the one of this text.
            return null;
        }
    }

    // Browsers read Latin-1 as the charset of Windows that holds all of it.
    private static Encoding Find(string name)
    {
        var actual = name is "iso-8859-1" or "latin1" or "us-ascii" or "ascii" ? "windows-1252" : name;
        var (write, read) = (EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        return CodePagesEncodingProvider.Instance.GetEncoding(actual, write, read) ?? Encoding.GetEncoding(actual, write, read);
    }

    [GeneratedRegex("""charset\s*=\s*["']?([\w-]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Charset();
}
