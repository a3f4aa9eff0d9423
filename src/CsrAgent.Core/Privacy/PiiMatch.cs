namespace CsrAgent.Privacy;

/// <summary>A find before overlaps are settled, with what is to stand in its place.</summary>
internal readonly record struct PiiMatch(PiiType Type, int Start, int End, string Replacement)
{
    /// <summary>
    /// In order and without overlaps. What overlaps becomes one find over all of it, so that no end sticks out; it takes the type of the
    /// one that begins first, and of those the first type.
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
