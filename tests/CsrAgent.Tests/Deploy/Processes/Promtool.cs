using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Deploy.Processes;

/// <summary>The tool that comes with Prometheus.</summary>
internal static class Promtool
{
    /// <summary>Fails with all that it wrote where it finds a fault.</summary>
    public static Task RunAsync(params IEnumerable<string> arguments) => ExternalProgram.RunAsync("promtool", arguments);
}
