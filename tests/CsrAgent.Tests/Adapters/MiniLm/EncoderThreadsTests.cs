using CsrAgent.Adapters.MiniLm;

namespace CsrAgent.Tests.Adapters.MiniLm;

public sealed class EncoderThreadsTests : IDisposable
{
    private readonly EncoderThreads _threads = new(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_Work_RunsOnAThreadOfItsOwn()
    {
        var thread = await _threads.RunAsync(() => Thread.CurrentThread, Token);

        Assert.Equal((false, "Embedding"), (thread.IsThreadPoolThread, thread.Name));
    }

    [Fact]
    public async Task Run_WorkThatThrows_IsThrownToWhoAwaitsItAndTheNextRuns()
    {
        await Assert.ThrowsAsync<CsrAgentException>(() => _threads.RunAsync<int>(() => throw new CsrAgentException("damaged"), Token));

        Assert.Equal(7, await _threads.RunAsync(() => 7, Token));
    }

    [Fact]
    public async Task Run_CancelledBeforeItBegins_IsLeftOut()
    {
        using var gate = new ManualResetEventSlim();
        using var cancellation = new CancellationTokenSource();
        var first = _threads.RunAsync(() => gate.Wait(TimeSpan.FromMinutes(1)), Token);
        var hasRun = false;
        var second = _threads.RunAsync(() => hasRun = true, cancellation.Token);

        await cancellation.CancelAsync();
        gate.Set();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.True(await first);
        Assert.False(hasRun);
    }

    [Fact]
    public async Task Run_AfterDispose_SaysSo()
    {
        _threads.Dispose();

        await Assert.ThrowsAsync<InvalidOperationException>(() => _threads.RunAsync(() => 1, Token));
    }

    public void Dispose() => _threads.Dispose();
}
