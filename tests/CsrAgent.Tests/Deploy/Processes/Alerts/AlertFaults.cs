namespace CsrAgent.Tests.Deploy.Processes.Alerts;

/// <summary>All faults, made once. What waits in one place leaves the processors to the other.</summary>
public sealed class AlertFaults : IAsyncLifetime
{
    internal IReadOnlyDictionary<string, Recording> Recordings { get; private set; } = new Dictionary<string, Recording>();

    public async ValueTask InitializeAsync()
    {
        var made = await Task.WhenAll(OneProcessFaults.MakeAsync(), FleetFaults.MakeAsync());
        Recordings = made.SelectMany(all => all).ToDictionary();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
