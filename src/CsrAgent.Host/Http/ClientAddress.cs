using System.Net;
using System.Net.Sockets;

namespace CsrAgent.Host.Http;

/// <summary>Whom limits per address count together.</summary>
internal static class ClientAddress
{
    private const int NetworkBytes = 8;

    /// <summary>The client's address; of IPv6 the first 64 bits, since a subscriber has all addresses below them.</summary>
    public static string Of(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return $"{new IPAddress(bytes)}/64";
    }
}
