namespace CsrAgent.Privacy;

/// <summary>E-mail addresses: something, an at sign, a domain with a dot.</summary>
internal static class EmailScanner
{
    public static void Scan(string text, List<PiiMatch> matches)
    {
        var done = 0;
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0; at = text.IndexOf('@', at + 1))
        {
            var start = at;
            while (start > done && IsLocal(text[start - 1])) start--;
            var end = at + 1;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '.' or '-')) end++;
            while (end > at && text[end - 1] is '.' or '-') end--;
            done = Math.Max(at + 1, end);
            if (start < at && end > at + 1 && text.AsSpan(at + 1, end - at - 1).Contains('.'))
            {
                matches.Add(new PiiMatch(PiiType.Email, start, end, "[email]"));
            }
        }
    }

    private static bool IsLocal(char c) => char.IsLetterOrDigit(c) || c is '.' or '_' or '%' or '+' or '-';
}
