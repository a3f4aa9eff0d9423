using CsrAgent.Telemetry;
using Microsoft.Extensions.Hosting;

namespace CsrAgent.Tests.Architecture;

/// <summary>All background work reports its heartbeat, because it runs on one loop.</summary>
public sealed class LoopTests
{
    [Fact]
    public void BackgroundWork_InTheSources_IsAPeriodicLoop()
    {
        var types = Repository.Assemblies.SelectMany(assembly => assembly.GetTypes()).Where(type => type.IsClass).ToList();

        Assert.True(types.Count(type => type.IsSubclassOf(typeof(PeriodicLoop))) >= 8, "this test finds the loops");
        Assert.DoesNotContain(types, type => type.IsSubclassOf(typeof(BackgroundService)));
    }
}
