using System.Globalization;

namespace CsrAgent.Tests.Deploy.Processes.Nginx;

/// <summary>What Linux tells of a process: its resident memory, and its open files.</summary>
/// <param name="Bytes">Resident.</param>
/// <param name="Files">Open, with connections.</param>
internal sealed record ProcessMemory(long Bytes, int Files)
{
    public static ProcessMemory Of(int process) =>
        new(
            long.Parse(
                File.ReadLines($"/proc/{process}/status")
                    .First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
                CultureInfo.InvariantCulture
            ) * 1024,
            Directory.GetFileSystemEntries($"/proc/{process}/fd").Length
        );

    /// <summary>The processes that it has started.</summary>
    public static IEnumerable<int> ChildrenOf(int process) =>
        Directory
            .EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0 && ParentOf(id) == process);

    public static ProcessMemory operator +(ProcessMemory one, ProcessMemory other) =>
        new(one.Bytes + other.Bytes, one.Files + other.Files);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Bytes / 1_048_576.0:0.0} MiB ({Files:N0} files)");

    /// <summary>0 where it has ended meanwhile.</summary>
    private static int ParentOf(int process)
    {
        try
        {
            // After the name, which stands in brackets: the state, and the parent.
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
