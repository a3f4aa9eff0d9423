using System.Collections.Concurrent;

namespace CsrAgent.Knowledge.Sync;

/// <summary>For a process that shares nothing with others.</summary>
internal sealed class ProcessShrinkConfirmations(TimeProvider time) : IShrinkConfirmations
{
    private readonly ConcurrentDictionary<string, (int Articles, DateTimeOffset Until)> _confirmed = new();

    public Task ConfirmAsync(string source, int articles, CancellationToken cancellationToken)
    {
        _confirmed[source] = (articles, time.GetUtcNow() + IShrinkConfirmations.Duration);
        return Task.CompletedTask;
    }

    public Task<int?> FindAsync(string source, CancellationToken cancellationToken) =>
        Task.FromResult(
            _confirmed.TryGetValue(source, out var confirmed) && time.GetUtcNow() < confirmed.Until ? confirmed.Articles : (int?)null
        );
}
