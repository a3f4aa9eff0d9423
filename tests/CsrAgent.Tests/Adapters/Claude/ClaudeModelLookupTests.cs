using CsrAgent.Adapters.Claude.Catalog;
using CsrAgent.Tests.Faults;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Adapters.Claude;

public sealed class ClaudeModelLookupTests
{
    private static readonly ClaudeModelTraits Traits = new() { TakesEffort = true };

    private readonly FakeTimeProvider _time = new();
    private readonly List<TaskCompletionSource<ClaudeModelTraits?>> _asked = [];

    [Fact]
    public async Task Find_ManyAtOnce_AskOnceAndWaitForTheAnswer()
    {
        var lookup = New();
        var found = Enumerable.Range(0, 50).Select(_ => lookup.FindAsync(Cancellation).AsTask()).ToList();
        await AskedAsync(1);
        Assert.All(found, task => Assert.False(task.IsCompleted));

        _asked[0].SetResult(Traits);

        Assert.All(await Task.WhenAll(found), traits => Assert.Same(Traits, traits));
        Assert.Same(Traits, await lookup.FindAsync(Cancellation));
        Assert.Single(_asked);
    }

    [Fact]
    public async Task Find_NoAnswer_AsksAgainAfterAMinuteWithoutKeepingAnybodyWaiting()
    {
        var lookup = New();
        var first = lookup.FindAsync(Cancellation).AsTask();
        await AskedAsync(1);
        _asked[0].SetResult(null);
        Assert.Same(ClaudeModelTraits.Unknown, await first);
        Assert.Same(ClaudeModelTraits.Unknown, await lookup.FindAsync(Cancellation));

        _time.Advance(TimeSpan.FromMinutes(1.1));
        // The second attempt hangs, and nobody hangs with it.
        for (var i = 0; i < 3; i++) Assert.Same(ClaudeModelTraits.Unknown, await lookup.FindAsync(Cancellation));
        await AskedAsync(2);

        _asked[1].SetResult(Traits);
        await Until.TrueAsync(
            () => lookup.FindAsync(Cancellation).AsTask() is { IsCompletedSuccessfully: true, Result: var traits } && traits == Traits,
            "the answer is known"
        );
        Assert.Equal(2, _asked.Count);
    }

    [Fact]
    public async Task Find_CallerLeaves_OthersGetTheAnswer()
    {
        var lookup = New();
        using var leaving = new CancellationTokenSource();
        var gone = lookup.FindAsync(leaving.Token).AsTask();
        var staying = lookup.FindAsync(Cancellation).AsTask();
        await AskedAsync(1);

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        _asked[0].SetResult(Traits);

        Assert.Same(Traits, await staying);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ClaudeModelLookup New() =>
        new(
            () =>
            {
                var answer = new TaskCompletionSource<ClaudeModelTraits?>();
                lock (_asked) _asked.Add(answer);
                return answer.Task;
            },
            _time
        );

    private Task AskedAsync(int times) => Until.TrueAsync(() => _asked.Count == times, $"it was asked {times} times");
}
