namespace CsrAgent.Handoff;

public enum HandoffRatingOutcome
{
    Stored,

    /// <summary>The conversation has no such hand-off.</summary>
    NotFound,

    /// <summary>No person has taken it and settled the matter, so there is nothing to rate.</summary>
    NotSettled,
}
