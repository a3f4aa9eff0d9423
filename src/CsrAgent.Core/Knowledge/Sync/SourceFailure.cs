namespace CsrAgent.Knowledge.Sync;

/// <param name="Place">Where to look: a path or an id that staff know.</param>
/// <param name="ArticleId">The article concerned, if known; its last good version stays indexed, unless it is withdrawn.</param>
/// <param name="Error">What is wrong and what to do. May be shown to staff.</param>
public sealed record SourceFailure(string Place, string? ArticleId, string Error)
{
    /// <summary>While it is true and the article unknown, none of the source's indexed articles counts as deleted.</summary>
    public bool MayHoldArticles { get; init; } = true;

    /// <summary>Whether the source says that it is not to be used: what is indexed of it goes, as if it were no longer there.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>Whether reading the same again gives the same.</summary>
    public bool IsLasting { get; init; }
}
