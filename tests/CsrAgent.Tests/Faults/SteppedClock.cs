using System.Globalization;
using CsrAgent.Tests.Faults.Fleet;

namespace CsrAgent.Tests.Faults;

/// <summary>The clock of a process, which a test can set while it runs.</summary>
internal sealed class SteppedClock : IDisposable
{
    // The library looks at the file once a second, and a Date header is whole seconds.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(20);

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"csr-clock-{Guid.NewGuid():N}");
    private readonly HttpClient _http = new();

    public SteppedClock() => Write(0);

    /// <summary>Of the process.</summary>
    public (string Name, string Value)[] Settings =>
        [.. WrongClock.Library, ("FAKETIME_TIMESTAMP_FILE", _file), ("FAKETIME_CACHE_DURATION", "1")];

    /// <summary>Returns when the process's own clock shows it.</summary>
    /// <param name="seconds">How far it is ahead of the machine's from now on.</param>
    /// <param name="address">Of the process.</param>
    public async Task StepAsync(int seconds, string address)
    {
        Write(seconds);
        await Until.TrueAsync(
            async () =>
            {
                using var answer = await _http.GetAsync($"{address}/health/live", TestContext.Current.CancellationToken);
                var ahead = answer.Headers.Date!.Value - TimeProvider.System.GetUtcNow();
                return (ahead - TimeSpan.FromSeconds(seconds)).Duration() < Tolerance;
            },
            TimeSpan.FromSeconds(20),
            $"the process's clock is {seconds} s ahead",
            TestContext.Current.CancellationToken
        );
    }

    public void Dispose()
    {
        _http.Dispose();
        File.Delete(_file);
    }

    private void Write(int seconds)
    {
        File.WriteAllText(_file + ".next", string.Create(CultureInfo.InvariantCulture, $"{seconds:+0;-0}s\n"));
        File.Move(_file + ".next", _file, overwrite: true);
    }
}
