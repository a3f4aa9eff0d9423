namespace CsrAgent.Adapters.Website;

/// <summary>What tells whether a page has changed, and which article it is.</summary>
/// <param name="Canonical">The address of the article.</param>
internal sealed record PageVersion(string Canonical, string? ETag, string? LastModified)
{
    public static PageVersion? Parse(string? text) =>
        text?.Split('\n') is [var canonical, var tag, var date] ? new(canonical, NullIfEmpty(tag), NullIfEmpty(date)) : null;

    public override string ToString() => $"{Canonical}\n{ETag}\n{LastModified}";

    private static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;
}
