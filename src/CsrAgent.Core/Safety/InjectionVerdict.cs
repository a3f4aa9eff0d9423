namespace CsrAgent.Safety;

/// <summary>
/// Whether a text tries to steer the agent instead of asking it. For reporting only: the protection is that actions are gated in code.
/// </summary>
/// <param name="Score">0 (nothing) to 1.</param>
/// <param name="Flagged">Whether the score is high enough to be counted and shown.</param>
/// <param name="Signs">What was found: "phrase", "role_marker", "hidden_text", "encoded". Never the customer's words.</param>
public sealed record InjectionVerdict(double Score, bool Flagged, IReadOnlyList<string> Signs)
{
    public static readonly InjectionVerdict None = new(0, false, []);
}
