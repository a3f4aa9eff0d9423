namespace CsrAgent.Privacy;

/// <summary>E-mail addresses, also as people hide them from robots: "ann (at) example (dot) com", "ann at example dot com".</summary>
internal static class EmailScanner
{
    private const int MaxHidden = 80;

    private const string Signs = "@\uFF20\uFE6B";

    private static readonly string[] Ats = ["(at)", "[at]", "{at}", "<at>", "_at_", " at ", " @ ", "%40", "&#64;", "&commat;"];
    private static readonly string[] Dots = ["(dot)", "[dot]", "{dot}", "<dot>", "_dot_", " dot ", " punkt ", " punto ", " point "];

    public static void Scan(string text, List<PiiMatch> matches)
    {
        ScanSigns(text, matches);
        foreach (var at in Ats) ScanHidden(text, at, matches);
    }

    private static void ScanSigns(string text, List<PiiMatch> matches)
    {
        var done = 0;
        var at = text.AsSpan().IndexOfAny(Signs);
        while (at >= 0)
        {
            var start = at;
            while (start > done && IsLocal(text[start - 1])) start--;
            if (start == at) start = StartOfQuoted(text, at, done);
            var end = EndOfAddress(text, at + 1);
            done = Math.Max(at + 1, end);
            if (start < at && text.AsSpan(at + 1, end - at - 1).ContainsAny(".\uFF0E\u3002"))
            {
                matches.Add(new PiiMatch(PiiType.Email, start, end, "[email]"));
            }
            var next = text.AsSpan(at + 1).IndexOfAny(Signs);
            at = next < 0 ? -1 : at + 1 + next;
        }
    }

    // "john doe"@example.com
    private static int StartOfQuoted(string text, int at, int done)
    {
        if (at - 1 <= done || text[at - 1] != '"') return at;
        var quote = text.LastIndexOf('"', at - 2, Math.Min(at - 1 - done, MaxHidden));
        return quote < 0 ? at : quote;
    }

    // ann@[192.0.2.1]
    private static int EndOfAddress(string text, int host)
    {
        if (host >= text.Length || text[host] != '[') return EndOfHost(text, host);
        var end = EndOfHost(text, host + 1);
        return end < text.Length && text[end] == ']' ? end + 1 : host;
    }

    // With the word for the dot, or with the at in brackets: "meet me at example.com" is a place.
    private static void ScanHidden(string text, string sign, List<PiiMatch> matches)
    {
        for (var at = Next(text, sign, 0); at >= 0; at = Next(text, sign, at + sign.Length))
        {
            var (localEnd, host) = (at, at + sign.Length);
            while (localEnd > 0 && text[localEnd - 1] == ' ') localEnd--;
            while (host < text.Length && text[host] == ' ') host++;
            var start = localEnd;
            while (start > 0 && at - start < MaxHidden && IsLocal(text[start - 1])) start--;
            var (end, dots) = EndOfHiddenHost(text, host);
            // "at 10.30" is a time.
            var isAddress = dots > 0 || (sign != " at " && text.AsSpan(host, end - host).Contains('.'));
            if (isAddress && start < localEnd && end > host && char.IsLetter(text[end - 1]))
            {
                matches.Add(new PiiMatch(PiiType.Email, start, end, "[email]"));
            }
        }
    }

    private static (int End, int Dots) EndOfHiddenHost(string text, int host)
    {
        var (end, dots) = (EndOfHost(text, host), 0);
        while (dots < 4 && DotAt(text, end) is > 0 and var next && EndOfHost(text, next) is var label && label > next)
        {
            (end, dots) = (label, dots + 1);
        }
        return (end, dots);
    }

    private static int DotAt(string text, int at)
    {
        while (at < text.Length && text[at] == ' ' && at + 1 < text.Length && text[at + 1] is '(' or '[' or '{' or '<') at++;
        foreach (var dot in Dots)
        {
            if (!text.AsSpan(at).StartsWith(dot, StringComparison.OrdinalIgnoreCase)) continue;
            at += dot.Length;
            return at < text.Length && text[at] == ' ' ? at + 1 : at;
        }

        return 0;
    }

    private static int EndOfHost(string text, int start)
    {
        var end = start;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '.' or '-' or '\uFF0E' or '\u3002')) end++;
        while (end > start && text[end - 1] is '.' or '-' or '\uFF0E' or '\u3002') end--;
        return end;
    }

    private static int Next(string text, string sign, int from) =>
        from >= text.Length ? -1 : text.IndexOf(sign, from, StringComparison.OrdinalIgnoreCase);

    private static bool IsLocal(char c) =>
        char.IsLetterOrDigit(c) || ".\uFF0E_%+-'!#$&*=~".Contains(c, StringComparison.Ordinal);
}
