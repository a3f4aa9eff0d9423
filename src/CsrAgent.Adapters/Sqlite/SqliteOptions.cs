using System.ComponentModel.DataAnnotations;

namespace CsrAgent.Adapters.Sqlite;

/// <summary>The embedded store: one file, one process.</summary>
public sealed class SqliteOptions
{
    /// <summary>Folder of the database file, created if missing. Default <c>DATA_DIR</c>.</summary>
    [Required]
    public string DataDirectory { get; set; } = "data";

    /// <summary>Operations that may share one commit to disk. 1 to 100,000; default 512.</summary>
    [Range(1, 100_000)]
    public int MaxBatch { get; set; } = 512;
}
