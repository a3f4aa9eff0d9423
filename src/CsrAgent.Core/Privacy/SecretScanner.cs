using System.Buffers;

namespace CsrAgent.Privacy;

/// <summary>Keys and tokens that can be recognized by their format.</summary>
internal static class SecretScanner
{
    private const string PemBegin = "-----BEGIN ";
    private const string Jwt = "eyJ";
    private const string Bearer = "bearer ";
    private const int DigitWithin = 256;
    private const int MaxHeaderLength = 1024;
    private const int MaxDottedLength = 512;
    private const string AmazonAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

    private static readonly string[] Prefixes =
    [
        "sk-",
        "sk_live_",
        "sk_test_",
        "rk_live_",
        "rk_test_",
        "pk_live_",
        "whsec_",
        "ghp_",
        "gho_",
        "ghu_",
        "ghs_",
        "ghr_",
        "github_pat_",
        "glpat-",
        "xoxb-",
        "xoxp-",
        "xoxa-",
        "xoxr-",
        "xoxs-",
        "xoxe-",
        "xapp-",
        "AIza",
        "hf_",
        "npm_",
        "pypi-",
        "SG.",
        "ya29.",
        "dop_v1_",
        "shpat_",
    ];

    private static readonly SearchValues<string> Starts = SearchValues.Create(
        [.. Prefixes, "AKIA", "ASIA", Jwt, PemBegin, Bearer],
        StringComparison.OrdinalIgnoreCase
    );

    private static readonly SearchValues<char> Plain = SearchValues.Create(Alphabet);
    private static readonly SearchValues<char> Dotted = SearchValues.Create(Alphabet + ".");
    private static readonly SearchValues<char> BearerLike = SearchValues.Create(Alphabet + ".~+/=");
    private static readonly SearchValues<char> Amazon = SearchValues.Create(AmazonAlphabet);

    public static void Scan(string text, List<PiiMatch> matches)
    {
        var (at, plainEnd) = (0, 0);
        while (at < text.Length && text.AsSpan(at).IndexOfAny(Starts) is >= 0 and var skip)
        {
            at += skip;
            if (at >= plainEnd) plainEnd = at + Run(text.AsSpan(at), Plain);
            var (start, end) = Digits.IsGlued(text, at - 1) ? (at, at) : Read(text, at, plainEnd);
            if (end > start) matches.Add(new PiiMatch(PiiType.Secret, start, end, "[secret]"));
            at = Math.Max(end, at + 1);
        }
    }

    /// <summary>
    /// The secret that begins at a position; an empty range if there is none. Takes time linear in the secret's length, or constant time.
    /// </summary>
    private static (int Start, int End) Read(string text, int at, int plainEnd)
    {
        var rest = text.AsSpan(at);
        if (rest.StartsWith(PemBegin, StringComparison.OrdinalIgnoreCase)) return (at, ReadPem(text, at));
        if (rest.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return (at + Bearer.Length, ReadBearer(text, at + Bearer.Length));
        if (rest.StartsWith("AKIA", StringComparison.Ordinal) || rest.StartsWith("ASIA", StringComparison.Ordinal))
        {
            return (at, Run(Head(rest, 21), Amazon) == 20 && !Digits.IsGlued(text, at + 20) ? at + 20 : at);
        }
        if (rest.StartsWith(Jwt, StringComparison.Ordinal)) return (at, ReadJwt(rest) is > 0 and var token ? at + token : at);
        if (!HasPrefix(rest)) return (at, at);
        var isDotted = rest.StartsWith("SG.", StringComparison.Ordinal) || rest.StartsWith("ya29.", StringComparison.Ordinal);
        var length = isDotted ? Run(Head(rest, MaxDottedLength), Dotted) : plainEnd - at;
        return (at, length >= 20 && Head(rest[..length], DigitWithin).ContainsAnyInRange('0', '9') ? at + length : at);
    }

    private static bool HasPrefix(ReadOnlySpan<char> rest)
    {
        foreach (var prefix in Prefixes)
        {
            if (rest.StartsWith(prefix, StringComparison.Ordinal)) return true;
        }
        return false;
    }

    private static int ReadBearer(string text, int start)
    {
        var token = text.AsSpan(start)[..Run(text.AsSpan(start), BearerLike)];
        return token.Length >= 16 && Head(token, DigitWithin).ContainsAnyInRange('0', '9') ? start + token.Length : start;
    }

    // Three parts; the third, the signature, is empty in unsigned tokens.
    private static int ReadJwt(ReadOnlySpan<char> rest)
    {
        var header = Run(Head(rest, MaxHeaderLength), Plain);
        if (header == rest.Length || rest[header] != '.') return 0;
        var length = Run(rest, Dotted);
        return length >= 20 && rest[(header + 1)..length].Contains('.') ? length : 0;
    }

    // A truncated block is masked to the end of the text: better too much than half a key.
    private static int ReadPem(string text, int start)
    {
        var title = text.AsSpan(start, Math.Min(64, text.Length - start));
        if (!title.Contains("PRIVATE KEY", StringComparison.OrdinalIgnoreCase)) return start;
        var end = text.IndexOf("-----END ", start, StringComparison.OrdinalIgnoreCase);
        var close = end < 0 ? -1 : text.IndexOf("-----", end + 9, StringComparison.Ordinal);
        return close < 0 ? text.Length : close + 5;
    }

    private static ReadOnlySpan<char> Head(ReadOnlySpan<char> text, int length) => text[..Math.Min(length, text.Length)];

    private static int Run(ReadOnlySpan<char> text, SearchValues<char> alphabet) =>
        text.IndexOfAnyExcept(alphabet) is >= 0 and var end ? end : text.Length;
}
