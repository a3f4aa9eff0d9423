using CsrAgent.Telemetry;
using Microsoft.Extensions.Hosting;

namespace CsrAgent.Tests.Architecture;

/// <summary>All background work reports its heartbeat, because it runs on one loop.</summary>
public sealed class LoopTests
{
    [Fact]
    public void BackgroundService_InTheSources_IsAPeriodicLoop()
    {
        var services = Repository
            .Assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsSubclassOf(typeof(BackgroundService)))
            .ToList();

        Assert.True(services.Count >= 8, "this test finds the loops");
        Assert.All(services, type => Assert.True(type.IsSubclassOf(typeof(PeriodicLoop)), $"{type} is to derive from PeriodicLoop"));
    }
}
