namespace CsrAgent.Host.Configuration;

/// <summary>What the server tells about itself.</summary>
internal static class TelemetrySettings
{
    private const string Group = "Watching";

    public static IEnumerable<Setting> All { get; } =
        [
            Setting.Of<ServerOptions>(
                Group,
                "LOG_LEVEL",
                "Information",
                "Trace, Debug, Information, Warning, Error or Critical.",
                (o, v) => o.LogLevel = LogLevelOf(v)
            ),
            Setting.Of<ServerOptions>(
                Group,
                "LOG_FORMAT",
                "text",
                "`text` for people, `json` for collectors.",
                (o, v) => o.JsonLogs = IsJson(v)
            ),
            Setting.Of<ServerOptions>(
                Group,
                "ENABLE_TRACING",
                "true where OTEL_EXPORTER_OTLP_ENDPOINT is set",
                "Traces over OTLP.",
                (o, v) => o.EnableTracing = Setting.Switch(v)
            ),
            Setting.Of<ServerOptions>(
                Group,
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "none",
                "Where traces go; every other OTEL_* variable of the OpenTelemetry SDK is honoured too.",
                (o, v) => o.OtlpEndpoint = v
            ),
        ];

    private static LogLevel LogLevelOf(string value) =>
        Enum.TryParse<LogLevel>(value, ignoreCase: true, out var level) && Enum.IsDefined(level) && level != LogLevel.None
            ? level
            : throw new FormatException("must be Trace, Debug, Information, Warning, Error or Critical");

    private static bool IsJson(string value) =>
        value switch
        {
            "json" => true,
            "text" => false,
            _ => throw new FormatException("must be text or json"),
        };
}
