namespace CsrAgent.Tests.Simulation.Scheduling;

/// <summary>
/// What a process is to the world: a scheduler to which all that it awaits returns, and a clock. When it is killed, none of its
/// continuations and timers ever run again, wherever it stood.
/// </summary>
internal sealed class SimulatedProcess : TaskScheduler
{
    private readonly World _world;

    public SimulatedProcess(World world, string name)
    {
        _world = world;
        Name = name;
        Time = new SimulatedTime(world, this);
    }

    public string Name { get; }

    public SimulatedTime Time { get; }

    public bool IsDead { get; private set; }

    public override int MaximumConcurrencyLevel => 1;

    public void Kill()
    {
        IsDead = true;
        _world.Forget(this);
    }

    /// <summary>Starts work in this process. What it throws fails the run.</summary>
    public Task RunAsync(Func<Task> work) =>
        Task.Factory.StartNew(() => WatchedAsync(work), CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    public void Execute(Task step)
    {
        if (!IsDead) TryExecuteTask(step);
    }

    protected override void QueueTask(Task task)
    {
        if (!IsDead) _world.Enqueue(this, task);
    }

    // Each continuation waits for its turn, also where the runtime could go straight on.
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [];

    private async Task WatchedAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e)
        {
            _world.Fail(e);
        }
    }
}
