using CsrAgent.Telemetry;

namespace CsrAgent.Tests.Knowledge.Sharing;

/// <summary>Leases of some processes, which run out by a clock that tests turn.</summary>
internal sealed class ListedLeases(TimeProvider time)
{
    private readonly Dictionary<string, (string Owner, DateTimeOffset Until)> _held = [];

    public ILeases Of(string process) => new Process(this, process);

    private bool Take(string owner, string name, TimeSpan duration)
    {
        if (_held.TryGetValue(name, out var held) && held.Owner != owner && held.Until > time.GetUtcNow()) return false;
        _held[name] = (owner, time.GetUtcNow() + duration);
        return true;
    }

    private void Release(string owner, string name)
    {
        if (_held.TryGetValue(name, out var held) && held.Owner == owner) _held.Remove(name);
    }

    private sealed class Process(ListedLeases all, string owner) : ILeases
    {
        public Task<bool> TakeAsync(string name, TimeSpan duration, CancellationToken cancellationToken) =>
            Task.FromResult(all.Take(owner, name, duration));

        public Task ReleaseAsync(string name, CancellationToken cancellationToken)
        {
            all.Release(owner, name);
            return Task.CompletedTask;
        }
    }
}
