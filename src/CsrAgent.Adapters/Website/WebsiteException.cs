namespace CsrAgent.Adapters.Website;

/// <summary>One address could not be read.</summary>
internal sealed class WebsiteException(string message, Exception? inner = null) : CsrAgentException(message, inner)
{
    /// <summary>Whether the site did not answer at all, or not in full.</summary>
    public bool IsOutOfReach { get; init; }
}
