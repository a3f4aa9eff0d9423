namespace CsrAgent.Languages.Patterns;

/// <summary>Where a phrase was found: words <paramref name="Start"/> up to but not including <paramref name="End"/>.</summary>
internal readonly record struct PatternMatch(string Label, int Start, int End)
{
    public int Length => End - Start;

    public bool Overlaps(PatternMatch other) => Start < other.End && other.Start < End;
}
