using CsrAgent.Tests.Faults.Fleet;

namespace CsrAgent.Tests.Faults;

/// <summary>The clock of a process, which a test can set while it runs.</summary>
internal sealed class SteppedClock : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"csr-clock-{Guid.NewGuid():N}");

    public SteppedClock() => Step(0);

    /// <summary>Of the process.</summary>
    public (string Name, string Value)[] Settings =>
        [.. WrongClock.Library, ("FAKETIME_TIMESTAMP_FILE", _file), ("FAKETIME_CACHE_DURATION", "1")];

    /// <summary>Takes effect within a second.</summary>
    /// <param name="seconds">How far it is ahead of the machine's from now on.</param>
    public void Step(int seconds)
    {
        File.WriteAllText(_file + ".next", $"{seconds:+0;-0}s\n");
        File.Move(_file + ".next", _file, overwrite: true);
    }

    public void Dispose() => File.Delete(_file);
}
