using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>Reads <c>REDIS_URL</c>.</summary>
internal static class RedisUrl
{
    private const string Plain = "redis",
        Tls = "rediss",
        Sentinel = "redis+sentinel",
        TlsSentinel = "rediss+sentinel";
    private const int Port = 6379,
        SentinelPort = 26379;

    private const string Form =
        "REDIS_URL must read redis://[user:password@]host[:port][,host[:port]][/database], rediss:// for TLS, or "
            + "redis+sentinel://host[:port],…/master-name";

    /// <exception cref="CsrAgentException">The URL cannot be read.</exception>
    public static ConfigurationOptions Parse(string url)
    {
        var (scheme, rest) = Split(url, "://");
        var isSentinel = scheme is Sentinel or TlsSentinel;
        if (rest is null || scheme is not (Plain or Tls) && !isSentinel) throw Wrong();
        var (hosts, path) = Split(rest, "/");
        var at = hosts.LastIndexOf('@');
        var options = new ConfigurationOptions { Ssl = scheme is Tls or TlsSentinel };
        if (at >= 0) SetAccount(options, hosts[..at]);
        foreach (var host in hosts[(at + 1)..].Split(',')) AddHost(options, host, isSentinel ? SentinelPort : Port);
        if (isSentinel)
        {
            options.ServiceName = string.IsNullOrEmpty(path) ? throw Wrong() : path;
        }
        else if (!string.IsNullOrEmpty(path))
        {
            options.DefaultDatabase = int.TryParse(path, out var database) && database >= 0 ? database : throw Wrong();
        }
        return options;
    }

    private static (string Before, string? After) Split(string text, string separator)
    {
        var at = text.IndexOf(separator, StringComparison.Ordinal);
        return at < 0 ? (text, null) : (text[..at], text[(at + separator.Length)..]);
    }

    private static void SetAccount(ConfigurationOptions options, string account)
    {
        var (user, password) = Split(account, ":");
        if (user.Length > 0 && password is not null) options.User = Uri.UnescapeDataString(user);
        options.Password = Uri.UnescapeDataString(password ?? user);
    }

    private static void AddHost(ConfigurationOptions options, string host, int port)
    {
        // Checks the form only; whether the host exists shows when connecting.
        if (!Uri.TryCreate($"tcp://{host}", UriKind.Absolute, out var address) || address.Host.Length == 0 || address.PathAndQuery != "/")
        {
            throw Wrong();
        }
        options.EndPoints.Add(address.IdnHost.Trim('[', ']'), address.Port < 0 ? port : address.Port);
    }

    private static CsrAgentException Wrong() => new(Form + ".");
}
