using System.Diagnostics;
using CsrAgent.Telemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CsrAgent.Host.Telemetry;

/// <summary>Metrics for Prometheus, traces over OTLP, logs with the trace id.</summary>
internal static class TelemetryServiceCollectionExtensions
{
    public static IServiceCollection AddTelemetry(this IServiceCollection services, TelemetryOptions options)
    {
        var telemetry = services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("csr-agent"));
        telemetry.WithMetrics(metrics =>
            metrics
                // A measurement within a recorded trace names it, for scrapers that ask for OpenMetrics.
                .SetExemplarFilter(options.TracingIsOn ? ExemplarFilterType.TraceBased : ExemplarFilterType.AlwaysOff)
                .AddMeter(AgentMeter.Name)
                .AddRuntimeInstrumentation()
                .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel")
                .AddPrometheusExporter(exporter => exporter.ScrapeResponseCacheDurationMilliseconds = 0)
        );
        if (options.TracingIsOn)
        {
            services.AddSingleton<TraceMask>().AddSingleton<ConversationPseudonym>();
            telemetry.WithTracing(traces =>
                traces
                    .AddSource(AgentMeter.Name)
                    .AddAspNetCoreInstrumentation(requests => requests.Filter = IsTraced)
                    .AddHttpClientInstrumentation()
                    .AddProcessor<TraceMask>()
                    // After the mask, which might take a pseudonym for a number of somebody.
                    .AddProcessor<ConversationPseudonym>()
                    .AddOtlpExporter()
            );
        }
        else
        {
            // Nobody collects spans, but a turn's log lines still have the trace id of the request that started it.
            ActivitySource.AddActivityListener(
                new ActivityListener
                {
                    ShouldListenTo = source => source.Name == AgentMeter.Name,
                    Sample = static (ref ActivityCreationOptions<ActivityContext> span) =>
                        span.Name == AgentMeter.Turn ? ActivitySamplingResult.PropagationData : ActivitySamplingResult.None,
                }
            );
        }

        services.AddPeriodicLoop<GaugeSampler>();
        return services;
    }

    /// <summary>The requests that can carry a customer's message; not health checks, metrics and pages.</summary>
    private static bool IsTraced(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        || context.Request.Path.StartsWithSegments("/webhooks", StringComparison.Ordinal);

    /// <summary>Text for people or JSON for collectors, with the trace id on every line that belongs to a trace.</summary>
    public static ILoggingBuilder AddAgentLogging(this ILoggingBuilder logging, TelemetryOptions options)
    {
        logging
            .ClearProviders()
            .SetMinimumLevel(options.LogLevel)
            .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information)
            .AddFilter("System.Net.Http", LogLevel.Warning);
        logging.Configure(factory => factory.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        return options.LogFormat == LogFormat.Json
            ? logging.AddJsonConsole(console =>
            {
                console.IncludeScopes = true;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
            })
            : logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.IncludeScopes = false;
                console.TimestampFormat = "HH:mm:ss.fff ";
            });
    }
}
