using CsrAgent.Bench.Stub;

namespace CsrAgent.Bench.Processes;

/// <summary>The stub model in its process.</summary>
internal sealed class StubProcess(BenchProcess process, string url) : IAsyncDisposable
{
    private readonly HttpClient _http = new();

    public string Url => url;

    public TimeSpan Cpu => process.Cpu;

    public static async Task<StubProcess> StartAsync(CancellationToken cancellationToken)
    {
        var process = BenchProcess.StartSelf("stub");
        return new(process, await process.LineAsync(BenchTexts.Listening, cancellationToken));
    }

    public async Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        using var response = await _http.PutAsync(
            new Uri(string.Create(BenchTexts.Culture, $"{url}/delay/{delay.TotalMilliseconds:0}")),
            null,
            cancellationToken
        );
        response.EnsureSuccessStatusCode();
    }

    public async Task<StubFigures> FiguresAsync(CancellationToken cancellationToken) =>
        StubFigures.Parse(await _http.GetStringAsync(new Uri(url + "/figures"), cancellationToken));

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return process.DisposeAsync();
    }
}
