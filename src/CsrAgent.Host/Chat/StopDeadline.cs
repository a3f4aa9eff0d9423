using CsrAgent.Turns;
using Microsoft.Extensions.Options;

namespace CsrAgent.Host.Chat;

/// <summary>
/// How long those who wait for a reply may still wait once the server stops: as long as turns in flight may run. Then they are told where
/// the reply will be, before their connections are cut.
/// </summary>
internal sealed class StopDeadline : IDisposable
{
    private readonly CancellationTokenSource _passed;
    private readonly CancellationTokenRegistration _stopping;

    public StopDeadline(IHostApplicationLifetime lifetime, IOptions<TurnOptions> options, TimeProvider time)
    {
        _passed = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _stopping = lifetime.ApplicationStopping.Register(() => _passed.CancelAfter(options.Value.ShutdownTimeout));
    }

    public CancellationToken Passed => _passed.Token;

    public void Dispose()
    {
        _stopping.Dispose();
        _passed.Dispose();
    }
}
