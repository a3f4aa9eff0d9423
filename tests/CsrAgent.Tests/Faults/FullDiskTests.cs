using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Faults;

/// <summary>
/// The disk fills up while the server runs: nothing is accepted that could be lost, and all goes on when there is space again.
/// </summary>
[Collection(FaultsCollection.Name)]
public sealed class FullDiskTests
{
    [Fact]
    public async Task Accept_WhileTheDiskIsFull_IsRefusedWithRetryAfterAndWorksAgainLater()
    {
        FullDisk.Prepare();
        await using var server = await RealServer.StartAsync();
        using var customer = new ChatClient(server.BaseAddress);
        (await customer.SayAsync("s1", "When are you open?", "m1")).Is(200);

        FullDisk.Begin(server.ProcessId);
        var refused = await customer.SayAsync("s1", "How can I reset my password?", "m2");
        refused.IsProblem(503, "unavailable");
        Assert.Contains("retry-after", refused.Headers.Keys);
        Assert.Equal(2, (await customer.MessagesAsync("s1")).Count);

        FullDisk.End(server.ProcessId);
        (await customer.SayAsync("s1", "How can I reset my password?", "m2")).Is(200);
        await customer.WaitAsync("/health/ready", answer => answer.Status == 200);
        Assert.Equal(4, (await customer.SettledAsync("s1")).Count);
        Assert.Equal(0, await server.StopAsync());
    }
}
