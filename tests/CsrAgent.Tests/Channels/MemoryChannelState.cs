using CsrAgent.Channels;

namespace CsrAgent.Tests.Channels;

/// <summary>What channels keep, in the test's memory.</summary>
internal sealed class MemoryChannelState : IChannelState
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ChannelState> _kept = [];

    public Task<ChannelState?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult(_kept.GetValueOrDefault(name));
    }

    public Task<bool> WriteAsync(string name, string text, long version, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if ((_kept.GetValueOrDefault(name)?.Version ?? 0) != version) return Task.FromResult(false);
            _kept[name] = new(text, version + 1);
            return Task.FromResult(true);
        }
    }
}
