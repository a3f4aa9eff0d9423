using System.ComponentModel.DataAnnotations;

namespace CsrAgent.Host.Configuration;

/// <summary>The process itself.</summary>
internal sealed class ServerOptions
{
    [Range(0, 65_535, ErrorMessage = "PORT must be 0 to 65535.")]
    public int Port { get; set; } = 8080;

    public string BindAddress { get; set; } = "0.0.0.0";

    public ServerRoles Roles { get; set; } = ServerRoles.All;

    [Range(typeof(TimeSpan), "00:00:00", "00:05:00", ErrorMessage = "DRAIN_TIME must be 0 s to 5 min.")]
    public TimeSpan DrainTime { get; set; }

    public IReadOnlyList<string> CorsOrigins { get; set; } = [];

    public string? SecretKey { get; set; }

    public LogLevel LogLevel { get; set; } = LogLevel.Information;

    public bool JsonLogs { get; set; }

    /// <summary>Null: wherever an OTLP endpoint is set.</summary>
    public bool? EnableTracing { get; set; }

    public string? OtlpEndpoint { get; set; }

    public bool TracingIsOn => OtlpEndpoint is not null && EnableTracing != false;
}
