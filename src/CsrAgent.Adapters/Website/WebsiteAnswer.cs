using System.Net;

namespace CsrAgent.Adapters.Website;

/// <summary>What a site answered.</summary>
/// <param name="Address">Where it came from, after redirects.</param>
internal sealed record WebsiteAnswer(HttpStatusCode Status, Uri Address, byte[] Body)
{
    /// <summary>In lower case; empty if it is not said.</summary>
    public string MediaType { get; init; } = "";

    /// <summary>Of the header, or null.</summary>
    public string? Charset { get; init; }

    /// <summary>What its <c>X-Robots-Tag</c> says, or null.</summary>
    public string? Robots { get; init; }

    public string? ETag { get; init; }

    public string? LastModified { get; init; }

    public bool IsFine => (int)Status is >= 200 and < 300;

    public bool IsGone => Status is HttpStatusCode.NotFound or HttpStatusCode.Gone;

    /// <summary>Whether the site itself is unwell, and not this address alone.</summary>
    public bool IsTrouble => (int)Status is 429 or >= 500;

    public bool IsHtml => MediaType is "text/html" or "application/xhtml+xml" or "";

    /// <exception cref="FormatException">It would take too long to read. Says why.</exception>
    public HtmlPage ReadPage() => HtmlPage.Read(Body, Charset, Address);
}
