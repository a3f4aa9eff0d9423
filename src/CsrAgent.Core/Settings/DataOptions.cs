using System.ComponentModel.DataAnnotations;

namespace CsrAgent.Settings;

/// <summary>Where this process keeps files.</summary>
[SettingGroup("Server")]
public sealed class DataOptions
{
    [Setting("DATA_DIR", "Folder for everything that the server keeps on disk, created if missing; one folder per process.")]
    [Required]
    public string Folder { get; set; } = "data";
}
