using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Faults;

/// <summary>Waits for what another thread or process does: on the condition, not for a time.</summary>
internal static class Until
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    public static Task TrueAsync(Func<bool> condition, string what) =>
        TrueAsync(() => Task.FromResult(condition()), Timeout, what, TestContext.Current.CancellationToken);

    public static async Task TrueAsync(Func<Task<bool>> condition, TimeSpan timeout, string what, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > timeout) throw new TimeoutException($"Waited {timeout} in vain until {what}.");
            await Task.Delay(Often, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Turns the fake clock on, step by step, until it is so.</summary>
    public static Task TrueAsync(Func<bool> condition, FakeTimeProvider time, TimeSpan step, string what) =>
        TrueAsync(
            () =>
            {
                if (condition()) return true;
                time.Advance(step);
                return condition();
            },
            what
        );
}
