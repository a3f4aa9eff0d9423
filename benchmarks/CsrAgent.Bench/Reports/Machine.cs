using System.Runtime.InteropServices;

namespace CsrAgent.Bench.Reports;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    public static string Describe() =>
        string.Create(
            BenchTexts.Culture,
            $"{Environment.ProcessorCount} cores ({Processor()}), {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1 << 30)} GB of "
                + $"memory, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}"
        );

    private static string Processor() =>
        File.ReadLines("/proc/cpuinfo")
            .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            ?.Split(':', 2)[1]
            .Trim()
        ?? RuntimeInformation.ProcessArchitecture.ToString();
}
