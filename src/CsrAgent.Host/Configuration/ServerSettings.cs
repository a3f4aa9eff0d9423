using CsrAgent.Adapters.Sqlite;
using CsrAgent.Host.Chat;

namespace CsrAgent.Host.Configuration;

/// <summary>The process, its address and its folder.</summary>
internal static class ServerSettings
{
    private const string Group = "Server";

    public static IEnumerable<Setting> All { get; } =
        [
            Setting.Of<ServerOptions>(
                Group,
                "PORT",
                "8080",
                "Port of the HTTP server; 0 takes a free one.",
                (o, v) => o.Port = Setting.Whole(v)
            ),
            Setting.Of<ServerOptions>(Group, "BIND_ADDRESS", "0.0.0.0", "Address that the server listens on.", (o, v) => o.BindAddress = v),
            Setting.Of<SqliteOptions>(
                Group,
                "DATA_DIR",
                "data",
                "Folder for everything that the server keeps on disk; one process a folder.",
                (o, v) => o.DataDirectory = v
            ),
            Setting.Of<ServerOptions>(
                Group,
                "ROLES",
                "api,worker,slack",
                "What this process does: `api` takes messages, `worker` answers them, `slack` holds the socket to Slack. Fewer than all need REDIS_URL.",
                (o, v) => o.Roles = RolesOf(v)
            ),
            Setting.Of<ServerOptions>(
                Group,
                "DRAIN_TIME",
                "0s",
                "Before a stop: time in which the server still answers but is not ready any more, so that balancers notice; 0 s to 5 min.",
                (o, v) => o.DrainTime = Setting.Duration(v)
            ),
            Setting.Of<ServerOptions>(
                Group,
                "CORS_ORIGINS",
                "none",
                "Origins whose pages may embed the widget, separated by commas; * allows all.",
                (o, v) => o.CorsOrigins = Setting.List(v)
            ),
            Setting.Of<ChatOptions>(
                Group,
                "CHAT_TIMEOUT",
                "30s",
                "Wait of a JSON request before it gets 202; 1 s to 10 min.",
                (o, v) => o.Timeout = Setting.Duration(v)
            ),
            Setting.Of<ChatOptions>(
                Group,
                "STREAM_TIMEOUT",
                "10m",
                "Time that an event stream stays open for its turn; 1 min to 1 h.",
                (o, v) => o.StreamTimeout = Setting.Duration(v)
            ),
        ];

    private static ServerRoles RolesOf(string value)
    {
        var roles = Setting
            .List(value)
            .Select(name =>
                WireName.TryParse<ServerRoles>(name) is { } role and not ServerRoles.All
                    ? role
                    : throw new FormatException("must be one or more of api, worker and slack, separated by commas")
            )
            .ToList();
        return roles.Count > 0
            ? roles.Aggregate((all, role) => all | role)
            : throw new FormatException("must name at least one of api, worker and slack");
    }
}
