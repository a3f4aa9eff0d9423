using System.Net;
using System.Text.RegularExpressions;
using IPNetwork = System.Net.IPNetwork;

namespace CsrAgent.Host.Http;

/// <summary>
/// Takes <c>X-Forwarded-Host</c> and <c>X-Forwarded-Prefix</c> out of a request unless a proxy that may say so wrote them, and a prefix
/// that is no plain path in any case: <c>//evil.example</c> in a <c>Location</c> would lead to another server.
/// </summary>
/// <param name="proxies">Whose headers count.</param>
internal sealed partial class ForwardedPlace(IReadOnlyList<IPNetwork> proxies)
{
    private const string Host = "X-Forwarded-Host";
    private const string Prefix = "X-Forwarded-Prefix";

    public void Check(HttpRequest request)
    {
        var prefix = request.Headers[Prefix].ToString().TrimEnd('/');
        request.Headers.Remove(Prefix);
        if (!IsProxy(request.HttpContext.Connection.RemoteIpAddress)) request.Headers.Remove(Host);
        else if (PlainPath().IsMatch(prefix)) request.Headers[Prefix] = prefix;
    }

    private bool IsProxy(IPAddress? address)
    {
        if (address is { IsIPv4MappedToIPv6: true }) address = address.MapToIPv4();
        return address is not null && proxies.Any(network => network.Contains(address));
    }

    /// <summary>/support or /eu/support: no empty segment, and none of dots.</summary>
    [GeneratedRegex(@"\A(?:/(?!\.{1,2}(?:/|\z))[A-Za-z0-9._~-]+)+\z")]
    private static partial Regex PlainPath();
}
