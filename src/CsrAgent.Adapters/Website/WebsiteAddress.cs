using System.Diagnostics.CodeAnalysis;

namespace CsrAgent.Adapters.Website;

/// <summary>Addresses of pages.</summary>
internal static class WebsiteAddress
{
    public static bool TryParse(string? text, [NotNullWhen(true)] out Uri? address) =>
        Uri.TryCreate(text?.Trim(), UriKind.Absolute, out address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0;

    /// <summary>The part before '#': what follows it is never sent.</summary>
    public static string Of(Uri address) => address.GetLeftPart(UriPartial.Query);

    /// <summary>Whether it is the same host, at the same port unless it changes from http to https.</summary>
    public static bool IsWithin(Uri site, Uri address) =>
        string.Equals(site.IdnHost, address.IdnHost, StringComparison.OrdinalIgnoreCase)
        && (site.Port == address.Port || (site.IsDefaultPort && address.IsDefaultPort))
        && (address.Scheme == "https" || site.Scheme == "http");
}
