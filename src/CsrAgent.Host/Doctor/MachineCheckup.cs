using System.Globalization;
using CsrAgent.Settings;
using CsrAgent.Telemetry;

namespace CsrAgent.Host.Doctor;

/// <summary>The folder for data, its disk, and the limits of the operating system.</summary>
internal sealed class MachineCheckup(ISettingValues values)
{
    private const long MinFreeBytes = 1_000_000_000;
    private const long MinOpenFiles = 20_000;
    private const string LimitsFile = "/proc/self/limits";

    public IEnumerable<Diagnosis> Run() => [Folder(), .. Disk(), .. OpenFiles()];

    private string DataFolder => Path.GetFullPath(values.Read<DataOptions>().Folder);

    /// <summary>The folder itself, or the nearest above it: the server makes what is missing.</summary>
    private string Existing()
    {
        var folder = DataFolder;
        while (!Path.Exists(folder)) folder = Path.GetDirectoryName(folder) ?? Path.DirectorySeparatorChar.ToString();
        return folder;
    }

    private Diagnosis Folder()
    {
        var draft = Path.Combine(Existing(), $"csr-agent-doctor-{Guid.NewGuid():N}");
        try
        {
            File.WriteAllText(draft, "");
            File.Delete(draft);
            return Diagnosis.Ok("data", $"DATA_DIR {DataFolder} can be written");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Diagnosis.Fault("data", $"DATA_DIR {DataFolder} cannot be written: {e.Message} Give the server's user that right.");
        }
    }

    private IEnumerable<Diagnosis> Disk()
    {
        var free = new DriveInfo(Existing()).AvailableFreeSpace;
        if (free >= MinFreeBytes) yield break;
        var megabytes = (free / 1_000_000).ToString(CultureInfo.InvariantCulture);
        yield return Diagnosis.Warning("data", $"only {megabytes} MB are free on the disk of DATA_DIR: free some, or move DATA_DIR.");
    }

    /// <summary>Event streams stay open, so each customer's page is an open file.</summary>
    private static IEnumerable<Diagnosis> OpenFiles()
    {
        if (!File.Exists(LimitsFile)) yield break;
        var line = Array.Find(File.ReadAllLines(LimitsFile), line => line.StartsWith("Max open files", StringComparison.Ordinal));
        var soft = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, _, _, var limit, ..] ? limit : "unlimited";
        if (!long.TryParse(soft, CultureInfo.InvariantCulture, out var files) || files >= MinOpenFiles) yield break;
        yield return Diagnosis.Warning(
            "machine",
            $"only {files} files may be open at once, one a connection: raise it (ulimit -n, LimitNOFILE) to twice the customers expected."
        );
    }
}
