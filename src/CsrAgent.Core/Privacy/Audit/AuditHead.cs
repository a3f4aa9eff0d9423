using System.Globalization;

namespace CsrAgent.Privacy.Audit;

/// <summary>
/// The newest entry that was verified, noted somewhere else: a later verification begins after it, and sees whether the log was replaced
/// as a whole since.
/// </summary>
public sealed record AuditHead(long Number, string Hash)
{
    /// <summary>Null for a text that no head reads as.</summary>
    public static AuditHead? TryParse(string text) =>
        text.Split(':') is [var number, { Length: > 0 } hash]
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            ? new(n, hash)
            : null;

    public override string ToString() => $"{Number}:{Hash}";
}
