using System.Diagnostics;
using System.Text.Json;
using CsrAgent.Tests.Architecture;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Deploy.Processes;

/// <summary>A real Prometheus with the rules of deploy/prometheus, which scrapes one server every second.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly HttpClient _http;
    private readonly Process _process;

    private PrometheusServer(RealServer agent)
    {
        var port = FreePort.Find();
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var file = Path.Combine(_folder.Path, "prometheus.yaml");
        File.WriteAllText(
            file,
            $$"""
            global: { scrape_interval: 1s, evaluation_interval: 1s }
            rule_files: ["{{Path.Combine(Repository.Root, "deploy/prometheus/rules")}}/*.yaml"]
            scrape_configs:
              - job_name: csr-agent
                static_configs: [{ targets: ["{{new Uri(agent.BaseAddress).Authority}}"] }]
            """
        );
        string[] arguments =
        [
            "--config.file=" + file,
            "--storage.tsdb.path=" + Path.Combine(_folder.Path, "data"),
            $"--web.listen-address=127.0.0.1:{port}",
            "--enable-feature=exemplar-storage",
            "--log.level=error",
        ];
        _process = Process.Start(new ProcessStartInfo("prometheus", arguments))
            ?? throw new InvalidOperationException("prometheus did not start.");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<PrometheusServer> StartAsync(RealServer agent)
    {
        var prometheus = new PrometheusServer(agent);
        await Until.TrueAsync(prometheus.HasScrapedTwiceAsync, TimeSpan.FromSeconds(30), "Prometheus has scraped twice", Token);
        return prometheus;
    }

    /// <summary>How many series a query returns; throws where Prometheus does not take it.</summary>
    public async Task<int> CountAsync(string query) =>
        (await AskAsync("query?query=" + Uri.EscapeDataString(query))).GetProperty("result").GetArrayLength();

    /// <summary>The ids of the traces beside a metric's samples.</summary>
    public async Task<int> CountExemplarsAsync(string metric)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        return (await AskAsync($"query_exemplars?query={metric}&start={now - 600}&end={now + 60}")).GetArrayLength();
    }

    public async Task<IReadOnlyList<string>> FiringAsync() =>
        [
            .. (await AskAsync("alerts"))
                .GetProperty("alerts")
                .EnumerateArray()
                .Where(alert => alert.GetProperty("state").GetString() == "firing")
                .Select(alert => alert.GetProperty("labels").GetProperty("alertname").GetString()!),
        ];

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _http.Dispose();
        _folder.Dispose();
    }

    private async Task<bool> HasScrapedTwiceAsync()
    {
        if (_process.HasExited) throw new InvalidOperationException("prometheus ended: its output says why.");
        try
        {
            return await CountAsync("count_over_time(csr_queue_depth[1m]) >= 2") > 0;
        }
        catch (HttpRequestException) // Not listening yet, or still reading its own log.
        {
            return false;
        }
    }

    private async Task<JsonElement> AskAsync(string path)
    {
        using var response = await _http.GetAsync("/api/v1/" + path, Token);
        if (response.StatusCode == System.Net.HttpStatusCode.BadRequest)
        {
            Assert.Fail($"{Uri.UnescapeDataString(path)}: {await response.Content.ReadAsStringAsync(Token)}");
        }
        response.EnsureSuccessStatusCode();
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token)).RootElement.GetProperty("data");
    }
}
