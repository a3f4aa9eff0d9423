namespace CsrAgent.Bench.Processes;

/// <summary>What Linux tells of a process in <c>/proc/{id}/status</c>.</summary>
internal static class ProcessStatus
{
    /// <summary>From now on the peak is that of now: https://docs.kernel.org/filesystems/proc.html, clear_refs.</summary>
    public static void ForgetPeak(int process) => File.WriteAllText($"/proc/{process}/clear_refs", "5");

    public static long PeakMemory(int process) => Read(process, "VmHWM:");

    public static long ResidentMemory(int process) => Read(process, "VmRSS:");

    private static long Read(int process, string name)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], BenchTexts.Culture) * 1024;
    }
}
