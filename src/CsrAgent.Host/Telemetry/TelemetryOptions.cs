using System.ComponentModel.DataAnnotations;
using CsrAgent.Settings;

namespace CsrAgent.Host.Telemetry;

/// <summary>What the server reports about itself.</summary>
[SettingGroup("Monitoring")]
internal sealed class TelemetryOptions
{
    [Setting("LOG_LEVEL", "The lowest level that is logged.")]
    [DeniedValues(LogLevel.None)]
    public LogLevel LogLevel { get; set; } = LogLevel.Information;

    [Setting("LOG_FORMAT", "`text` for people, `json` for log collectors.")]
    public LogFormat LogFormat { get; set; } = LogFormat.Text;

    [Setting("ENABLE_TRACING", "Whether traces are sent over OTLP.", Default = "true where OTEL_EXPORTER_OTLP_ENDPOINT is set")]
    public bool? EnableTracing { get; set; }

    [Setting("OTEL_EXPORTER_OTLP_ENDPOINT", "Where traces go. All other OTEL_* variables of the OpenTelemetry SDK take effect as well.")]
    public string? OtlpEndpoint { get; set; }

    [Setting("OTEL_EXPORTER_OTLP_PROTOCOL", "How traces go: `grpc` or `http/protobuf`.")]
    public string OtlpProtocol { get; set; } = "grpc";

    /// <summary>Null without traces.</summary>
    /// <exception cref="CsrAgentException">The exporter could not use it, and would say nothing.</exception>
    public Uri? Collector =>
        OtlpProtocol is not ("grpc" or "http/protobuf")
            ? throw new CsrAgentException(
                $"OTEL_EXPORTER_OTLP_PROTOCOL '{OtlpProtocol}' is no protocol that traces can be sent by; write grpc or http/protobuf."
            )
        : OtlpEndpoint is null ? null
        : Uri.TryCreate(OtlpEndpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri
        : throw new CsrAgentException(
            $"OTEL_EXPORTER_OTLP_ENDPOINT '{OtlpEndpoint}' is no address; write it as http://collector:4317, or leave it out."
        );

    public bool TracingIsOn => Collector is not null && EnableTracing != false;
}
