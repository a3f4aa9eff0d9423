namespace CsrAgent.Host.Http;

/// <summary>An entry of <c>CORS_ORIGINS</c> as browsers write their <c>Origin</c> header, or the reason why it cannot be one.</summary>
internal static class CorsOrigin
{
    /// <summary>Lower case, without the scheme's own port and without a slash at the end.</summary>
    /// <exception cref="CsrAgentException">It is no origin.</exception>
    public static string Normalize(string entry)
    {
        var text = entry.Trim();
        return
            text.IndexOfAny([';', ' ', '*']) < 0
            && Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && uri.Scheme is "https" or "http"
            && uri is { AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" }
            ? uri.GetLeftPart(UriPartial.Authority)
            : throw new CsrAgentException(
                $"CORS_ORIGINS has '{entry}', which is no origin. Write each as scheme and host, such as https://www.example.com, "
                    + "separated by commas; * alone allows all."
            );
    }
}
