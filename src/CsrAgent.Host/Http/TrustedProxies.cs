using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace CsrAgent.Host.Http;

/// <summary>
/// Reads <c>X-Forwarded-For</c>, <c>-Proto</c>, <c>-Host</c> and <c>-Prefix</c>, but only what a proxy of <c>TRUSTED_PROXIES</c> wrote:
/// what a client writes itself counts for nothing. The last two lead clients to another place, so they count from proxies alone that are
/// named, or on this machine: see <see cref="ForwardedPlace"/>.
/// </summary>
internal static class TrustedProxies
{
    private const string PrivateNetworks = "private";

    private static readonly string[] Loopback = ["127.0.0.0/8", "::1/128"];

    private static readonly string[] Private =
    [
        .. Loopback,
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "169.254.0.0/16",
        "100.64.0.0/10",
        "fc00::/7",
        "fe80::/10",
    ];

    /// <param name="entries">Addresses, networks such as 10.0.0.0/8, and the word private.</param>
    /// <exception cref="CsrAgentException">One is none of these.</exception>
    public static IServiceCollection AddTrustedProxies(this IServiceCollection services, IReadOnlyList<string> entries)
    {
        IPNetwork[] networks = [.. entries.SelectMany(entry => Read(entry, Private))];
        return services
            .AddSingleton(new ForwardedPlace([.. entries.SelectMany(entry => Read(entry, Loopback))]))
            .Configure<ForwardedHeadersOptions>(options =>
            {
                // Without networks the middleware would trust everybody.
                options.ForwardedHeaders = networks.Length == 0 ? ForwardedHeaders.None : ForwardedHeaders.All;
                options.ForwardLimit = null;
                options.KnownProxies.Clear();
                options.KnownIPNetworks.Clear();
                foreach (var network in networks) options.KnownIPNetworks.Add(network);
            });
    }

    public static void UseTrustedProxies(this WebApplication app)
    {
        var place = app.Services.GetRequiredService<ForwardedPlace>();
        app.Use(
            (context, next) =>
            {
                place.Check(context.Request);
                return next(context);
            }
        );
        app.UseForwardedHeaders();
    }

    /// <param name="entry">One of the setting.</param>
    /// <param name="networks">What the word private stands for.</param>
    private static IEnumerable<IPNetwork> Read(string entry, string[] networks)
    {
        if (entry.Equals(PrivateNetworks, StringComparison.OrdinalIgnoreCase)) return networks.Select(IPNetwork.Parse);
        if (entry.Equals("none", StringComparison.OrdinalIgnoreCase)) return [];
        if (IPAddress.TryParse(entry, out var address)) return [new IPNetwork(address, address.GetAddressBytes().Length * 8)];
        return IPNetwork.TryParse(entry, out var network)
            ? [network]
            : throw new CsrAgentException(
                $"TRUSTED_PROXIES has '{entry}', which is neither an address nor a network such as 10.0.0.0/8; private stands for all "
                    + "private networks, none for no proxy."
            );
    }
}
