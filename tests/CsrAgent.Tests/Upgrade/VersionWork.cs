using System.Globalization;
using System.Text.RegularExpressions;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Upgrade;

/// <summary>What each version has done, by the metrics of its processes: API processes take messages, workers answer them.</summary>
internal sealed partial class VersionWork
{
    /// <summary>For each process, each time that they are side by side.</summary>
    private const long MinMessages = 50;

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    private readonly SortedDictionary<string, long> _done = new(StringComparer.Ordinal);
    private TimeSpan _sideBySide;

    /// <summary>Returns when each of the processes has worked beside the others.</summary>
    /// <param name="servers">An API process and a worker of each version.</param>
    /// <param name="min">How long they do so at least.</param>
    public async Task WaitAsync(IReadOnlyList<RealServer> servers, TimeSpan min)
    {
        var start = TimeProvider.System.GetTimestamp();
        var before = await Task.WhenAll(servers.Select(ReadAsync));
        await Until.TrueAsync(
            async () =>
                TimeProvider.System.GetElapsedTime(start) >= min
                && (await Task.WhenAll(servers.Select(ReadAsync))).Zip(before, (now, then) => now - then).All(done => done >= MinMessages),
            min + Timeout,
            "each process of each version has worked",
            TestContext.Current.CancellationToken
        );
        _sideBySide += TimeProvider.System.GetElapsedTime(start);
    }

    /// <summary>Before a process ends, since its counters end with it.</summary>
    public async Task CountAsync(RealServer server)
    {
        var what = server.Assembly == LastRelease.Server ? "by the last release" : "by this version";
        _done[what] = _done.GetValueOrDefault(what) + await ReadAsync(server);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{_sideBySide.TotalSeconds:0} s side by side; taken and answered, about: ")
        + string.Join(", ", _done.Select(done => $"{done.Value} {done.Key}"));

    private static async Task<long> ReadAsync(RealServer server)
    {
        using var http = new HttpClient { BaseAddress = new Uri(server.BaseAddress) };
        var metrics = await http.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        return TakenPattern()
            .Matches(metrics)
            .Concat(AnsweredPattern().Matches(metrics))
            .Sum(sample => long.Parse(sample.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"^csr_messages_processed_total\{[^}]*\} (\d+)", RegexOptions.Multiline)]
    private static partial Regex AnsweredPattern();

    /// <summary>With those that were sent twice.</summary>
    [GeneratedRegex(
        @"^http_server_request_duration_seconds_count\{(?=[^}]*POST)(?=[^}]*""20\d"")[^}\n]*/api/v1/chat/?""[^}]*\} (\d+)",
        RegexOptions.Multiline
    )]
    private static partial Regex TakenPattern();
}
