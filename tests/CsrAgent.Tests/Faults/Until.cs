using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Faults;

/// <summary>Waits for what another thread or process does: on the condition, not for a time.</summary>
internal static class Until
{
    private static readonly TimeSpan _often = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    public static Task TrueAsync(Func<bool> condition, string what) =>
        TrueAsync(() => Task.FromResult(condition()), _patience, what, TestContext.Current.CancellationToken);

    public static async Task TrueAsync(Func<Task<bool>> condition, TimeSpan patience, string what, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > patience) throw new TimeoutException($"Waited {patience} in vain until {what}.");
            await Task.Delay(_often, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Turns the fake clock on, step by step, until it is so.</summary>
    public static Task TrueAsync(Func<bool> condition, FakeTimeProvider time, TimeSpan step, string what) => TrueAsync(
        () =>
        {
            if (condition()) return true;
            time.Advance(step);
            return condition();
        },
        what);
}
