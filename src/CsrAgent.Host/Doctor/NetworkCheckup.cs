using System.Net.Sockets;
using CsrAgent.Host.Configuration;
using CsrAgent.Host.Telemetry;
using CsrAgent.Settings;
using CsrAgent.Telemetry;

namespace CsrAgent.Host.Doctor;

/// <summary>The server's own port, and the collector of traces, which would be missed in silence.</summary>
internal sealed class NetworkCheckup(ISettingValues values)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    public async Task<IReadOnlyList<Diagnosis>> RunAsync(CancellationToken cancellationToken) =>
        [.. await PortAsync(cancellationToken), .. await CollectorAsync(cancellationToken)];

    private async Task<IReadOnlyList<Diagnosis>> PortAsync(CancellationToken cancellationToken)
    {
        var port = values.Read<ServerOptions>().Port;
        if (port == 0 || await FaultOfAsync("localhost", port, cancellationToken) is not null) return [];
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri($"http://localhost:{port}/"), Timeout = Timeout };
            using var response = await http.GetAsync("health/live", cancellationToken);
            if (response.IsSuccessStatusCode) return [Diagnosis.Ok("port", $"a server answers on PORT {port}")];
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException) { } // Whatever it is, it is none of ours.
        return [Diagnosis.Fault("port", $"another program listens on PORT {port}: stop it, or set PORT to a free one.")];
    }

    private async Task<IReadOnlyList<Diagnosis>> CollectorAsync(CancellationToken cancellationToken)
    {
        var telemetry = values.Read<TelemetryOptions>();
        if (!telemetry.TracingIsOn) return [];
        var collector = telemetry.Collector!;
        return await FaultOfAsync(collector.Host, collector.Port, cancellationToken) is { } fault
            ?
            [
                Diagnosis.Warning(
                    "traces",
                    $"nothing is listening at OTEL_EXPORTER_OTLP_ENDPOINT {collector} ({fault}), so traces are lost: start the collector, "
                        + "or correct the address."
                ),
            ]
            : [Diagnosis.Ok("traces", $"{collector} listens")];
    }

    private static async Task<string?> FaultOfAsync(string host, int port, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(host, port, cancellationToken).AsTask().WaitAsync(Timeout, TimeProvider.System, cancellationToken);
            return null;
        }
        catch (Exception e) when (e is SocketException or TimeoutException)
        {
            return e.Message;
        }
    }
}
