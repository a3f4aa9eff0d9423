using System.Buffers;
using System.Text;

namespace CsrAgent.Safety;

/// <summary>A long unbroken run of base64 or hexadecimal characters, with its text if it decodes to some.</summary>
internal readonly record struct InjectionBlob(string? Text)
{
    private const int MinSigns = 40;
    private const int MaxSigns = 4096;
    private static readonly SearchValues<char> Alphabet = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
    );

    public static InjectionBlob? Find(string text)
    {
        for (var rest = text.AsSpan(); rest.IndexOfAny(Alphabet) is >= 0 and var start;)
        {
            rest = rest[start..];
            var length = rest.IndexOfAnyExcept(Alphabet) is >= 0 and var end ? end : rest.Length;
            if (length >= MinSigns && LooksEncoded(rest[..length])) return new InjectionBlob(Decode(rest[..Math.Min(length, MaxSigns)]));
            rest = rest[length..];
        }

        return null;
    }

    // Words, addresses and long numbers do not mix upper case, lower case and digits throughout.
    private static bool LooksEncoded(ReadOnlySpan<char> blob) =>
        IsHex(blob)
        || (
            blob.ContainsAnyInRange('A', 'Z')
            && blob.ContainsAnyInRange('a', 'z')
            && blob.ContainsAnyInRange('0', '9')
            && blob.Count('/') * 8 < blob.Length
        );

    private static bool IsHex(ReadOnlySpan<char> blob) =>
        blob.ContainsAnyInRange('0', '9') && blob.IndexOfAnyExcept(Hex) < 0 && blob.IndexOfAnyExceptInRange('0', '9') >= 0;

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdefABCDEF");

    private static string? Decode(ReadOnlySpan<char> blob)
    {
        var bytes = new byte[blob.Length];
        int count;
        if (IsHex(blob))
        {
            if (Convert.FromHexString(blob[..(blob.Length & ~1)], bytes, out _, out count) != OperationStatus.Done) return null;
        }
        else if (!Convert.TryFromBase64Chars(Pad(blob.TrimEnd('=')), bytes, out count))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(bytes, 0, count);
        return text.Count(c => char.IsControl(c) || c == '\uFFFD') * 10 < text.Length ? text : null;
    }

    private static string Pad(ReadOnlySpan<char> blob)
    {
        var whole = blob[..(blob.Length % 4 == 1 ? blob.Length - 1 : blob.Length)];
        return string.Concat(whole, new string('=', (4 - (whole.Length % 4)) % 4));
    }
}
