using CsrAgent.Languages;
using CsrAgent.Languages.Patterns;

namespace CsrAgent.Signals;

/// <summary>What <see cref="HumanRequestPatterns"/> found.</summary>
/// <param name="Asked">A person is plainly asked for.</param>
/// <param name="Refusals">Where people are spoken of, or refused, without being asked for.</param>
internal readonly record struct HumanRequestMatch(bool Asked, PatternMatch[] Refusals)
{
    public static readonly HumanRequestMatch None = new(false, []);

    /// <summary>True when a refusal is in that range of the text.</summary>
    public bool Refuses(Words words, Range range)
    {
        var (start, length) = range.GetOffsetAndLength(words.Text.Length);
        foreach (var refusal in Refusals)
        {
            if (words.StartOf(refusal.Start) >= start && words.StartOf(refusal.Start) < start + length) return true;
        }
        return false;
    }
}
