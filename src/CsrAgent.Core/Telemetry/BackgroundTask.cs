namespace CsrAgent.Telemetry;

/// <summary>Starts work that nobody awaits at once.</summary>
internal static class BackgroundTask
{
    /// <summary>
    /// Like <c>Task.Run</c>, but on the scheduler of the caller: the thread pool in the server, the simulator's in a simulation.
    /// </summary>
    public static Task Run(Func<Task> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskScheduler.Current).Unwrap();
}
