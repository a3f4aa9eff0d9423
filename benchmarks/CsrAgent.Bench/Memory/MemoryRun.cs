using System.Net.Http.Json;
using CsrAgent.Bench.Load;
using CsrAgent.Bench.Processes;
using CsrAgent.Bench.Reports;

namespace CsrAgent.Bench.Memory;

/// <summary>
/// <c>./bench --memory</c>: what an idle conversation, an open event stream and a turn in flight hold, each alone. Resident memory of the
/// whole server before and after many of them, so that what the runtime keeps in reserve is in the figures too.
/// </summary>
internal sealed class MemoryRun(MeasuredServer server, StubProcess stub) : IDisposable
{
    private const int MaxStreamMegabytes = 150;
    private const int AtOnce = 64;

    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly List<HttpResponseMessage> _streams = [];

    /// <summary>1 when the streams hold more than the goal.</summary>
    public static async Task<int> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var count = options.Quick ? 2_000 : 10_000;
        await using var stub = await StubProcess.StartAsync(cancellationToken);
        await using var server = await MeasuredServer.StartAsync(BenchPaths.Below(options.Root), stub.Url, redis: null, cancellationToken);
        using var run = new MemoryRun(server, stub);
        await run.WarmUpAsync(cancellationToken);
        var start = await run.ResidentAsync(cancellationToken);
        await run.ConverseAsync(count, cancellationToken);
        var idle = await run.ResidentAsync(cancellationToken);
        await run.OpenStreamsAsync(count, cancellationToken);
        var streams = await run.ResidentAsync(cancellationToken);
        run.CloseStreams();
        var closed = await run.ResidentAsync(cancellationToken);
        var turns = await run.FlyAsync(count / 2, cancellationToken);

        await Console.Out.WriteLineAsync(
            string.Create(
                BenchTexts.Culture,
                $"""
                Measured on {TimeProvider.System.GetUtcNow():yyyy-MM-dd} on {Machine.Describe()}: resident memory of the embedded server.

                | | Number | Together, MB | Each, kB |
                | --- | ---: | ---: | ---: |
                | The server, warm | 1 | {Megabytes(start):0} | |
                | Idle conversations | {count:N0} | {Megabytes(idle - start):0} | {Kilobytes(idle - start, count):0.0} |
                | Open event streams | {count:N0} | {Megabytes(streams - idle):0} | {Kilobytes(streams - idle, count):0.0} |
                | Turns in flight | {count / 2:N0} | {Megabytes(turns - closed):0} | {Kilobytes(turns - closed, count / 2):0.0} |
                """
            )
        );
        return Megabytes(streams - idle) * 10_000 / count < MaxStreamMegabytes ? 0 : 1;
    }

    public void Dispose()
    {
        CloseStreams();
        _http.Dispose();
    }

    private static double Megabytes(long bytes) => bytes / 1024.0 / 1024.0;

    private static double Kilobytes(long bytes, int count) => bytes / 1024.0 / count;

    private async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        for (var round = 0; round < 3; round++) await ConverseAsync(2_000, cancellationToken, $"warm{round}");
    }

    private Task ConverseAsync(int count, CancellationToken cancellationToken, string name = "idle") =>
        Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (number, token) => await PostAsync(name, number, 0, token)
        );

    private Task OpenStreamsAsync(int count, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (number, token) =>
            {
                var url = new Uri($"{server.Group.Url}/{Session("idle", number)}/events");
                var response = await _http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, token);
                response.EnsureSuccessStatusCode();
                lock (_streams) _streams.Add(response);
            }
        );

    private void CloseStreams()
    {
        foreach (var stream in _streams) stream.Dispose();
        _streams.Clear();
    }

    /// <summary>Resident memory while so many turns wait for the model; lets them end.</summary>
    private async Task<long> FlyAsync(int count, CancellationToken cancellationToken)
    {
        await stub.DelayAsync(Long, cancellationToken);
        var before = await stub.FiguresAsync(cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var turns = Enumerable.Range(0, count).Select(number => PostAsync("idle", number, 1, stop.Token)).ToList();
        while ((await stub.FiguresAsync(cancellationToken) - before).Requests < count)
        {
            await Task.Delay(Poll, TimeProvider.System, cancellationToken);
        }
        var resident = await ResidentAsync(cancellationToken);
        await stop.CancelAsync();
        await Task.WhenAll(turns).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return resident;
    }

    private async Task<long> ResidentAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Settle, TimeProvider.System, cancellationToken);
        return server.Group.ResidentMemory;
    }

    private async Task PostAsync(string name, int number, int position, CancellationToken cancellationToken)
    {
        var session = Session(name, number);
        var message = new ChatMessage(
            session,
            $"customer-{session}",
            Questions.For(number, 0, position),
            string.Create(BenchTexts.Culture, $"{session}-{position}")
        );
        using var response = await _http.PostAsJsonAsync(
            new Uri(server.Group.Url),
            message,
            BenchJson.Default.ChatMessage,
            cancellationToken
        );
        response.EnsureSuccessStatusCode();
    }

    private static string Session(string name, int number) => string.Create(BenchTexts.Culture, $"{name}-{number}");
}
