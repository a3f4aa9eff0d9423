using System.ComponentModel.DataAnnotations;

namespace CsrAgent.Adapters.Sqlite;

/// <summary>The embedded store: one file, one process.</summary>
public sealed class SqliteOptions
{
    /// <summary>
    /// Folder of the database file; made when it is missing. Default <c>data</c> below the working directory. <c>DATA_DIR</c>
    /// </summary>
    [Required(ErrorMessage = "DATA_DIR must name a folder that the server may write to.")]
    public string DataDirectory { get; set; } = "data";

    /// <summary>Most operations that share one commit to disk. 1 to 100,000; default 512.</summary>
    [Range(1, 100_000)]
    public int MaxBatch { get; set; } = 512;
}
