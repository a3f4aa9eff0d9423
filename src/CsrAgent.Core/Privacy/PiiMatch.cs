namespace CsrAgent.Privacy;

/// <summary>A match before overlaps are resolved, with its replacement.</summary>
internal readonly record struct PiiMatch(PiiType Type, int Start, int End, string Replacement)
{
    /// <summary>
    /// In order and without overlaps. Overlapping matches become one that covers them all; it takes the type of the one that begins first,
    /// and among those the first type.
    /// </summary>
    public static List<PiiMatch> Settle(List<PiiMatch> found)
    {
        found.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.Type.CompareTo(b.Type));
        var settled = new List<PiiMatch>(found.Count);
        foreach (var next in found)
        {
            if (settled.Count > 0 && next.Start < settled[^1].End)
            {
                settled[^1] = settled[^1] with { End = Math.Max(settled[^1].End, next.End) };
            }
            else
            {
                settled.Add(next);
            }
        }

        return settled;
    }
}
