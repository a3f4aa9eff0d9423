using System.ComponentModel.DataAnnotations;
using CsrAgent.Settings;

namespace CsrAgent.Host.Configuration;

/// <summary>The process and its address.</summary>
[SettingGroup("Server")]
internal sealed class ServerOptions
{
    [Setting("PORT", "Port of the HTTP server; 0 takes a free one.")]
    [Range(0, 65_535)]
    public int Port { get; set; } = 8080;

    [Setting("BIND_ADDRESS", "IP address that the server listens on: 0.0.0.0 for all, 127.0.0.1 for this machine only.")]
    [Required]
    public string BindAddress { get; set; } = "0.0.0.0";

    [Setting(
        "ROLES",
        "What this process does: `api` takes messages, `worker` answers them, `slack` holds the sockets of Slack. Without `api` or "
            + "without `worker` it requires REDIS_URL."
    )]
    public ServerRoles Roles { get; set; } = ServerRoles.All;

    [Setting(
        "DRAIN_TIME",
        "How long a stopping server still answers but is no longer ready, so that load balancers notice before it closes."
    )]
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan DrainTime { get; set; }

    [Setting("CORS_ORIGINS", "Origins whose pages may embed the widget, separated by commas; * allows all.")]
    public IReadOnlyList<string> CorsOrigins { get; set; } = [];

    [Setting(
        "TRUSTED_PROXIES",
        "Proxies whose X-Forwarded-* headers are trusted: addresses or networks, separated by commas; `private` for all "
            + "private networks, `none` for none. X-Forwarded-Host and -Prefix count from proxies on this machine, or named by address or "
            + "network."
    )]
    public IReadOnlyList<string> TrustedProxies { get; set; } = ["private"];
}
