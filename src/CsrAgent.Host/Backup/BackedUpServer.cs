using System.Text.Json;
using CsrAgent.Adapters.Lucene;
using CsrAgent.Adapters.Sqlite.Database;

namespace CsrAgent.Host.Backup;

/// <summary>What a server keeps in its folder, and copies of it.</summary>
/// <param name="Folder">DATA_DIR.</param>
/// <param name="IsOnRedis">Whether its data is elsewhere.</param>
internal sealed record BackedUpServer(string Folder, bool IsOnRedis, string Version, TimeProvider Time)
{
    public const string RedisAdvice =
        "the data is in Redis (REDIS_URL), which this command does not copy. Copy Redis's own files (appendonlydir, dump.rdb), and keep "
        + "SECRET_KEY and API_KEY where your other secrets are: docs/operating/backup.md.";

    private const string Knowledge = "knowledge";

    /// <summary>Those of them that there are: what settings provide is not in the folder.</summary>
    private static readonly string[] Secrets = ["secret.key", "api-key"];

    /// <param name="target">A folder that is empty or missing.</param>
    /// <returns>What was copied.</returns>
    public string CopyTo(string target)
    {
        Empty(target, "--to");
        var content = SqliteCopy.Make(Folder, PrivateFile(target, SqliteCopy.FileName));
        foreach (var secret in Secrets.Where(name => File.Exists(Path.Combine(Folder, name)))) CopyPrivate(Folder, target, secret);
        var passages = LuceneIndexCopy.Make(Path.Combine(Folder, Knowledge), Path.Combine(target, Knowledge));
        var manifest = BackupManifest.Of(target, Version, Time.GetUtcNow());
        File.WriteAllBytes(
            PrivateFile(target, BackupManifest.FileName),
            JsonSerializer.SerializeToUtf8Bytes(manifest, BackupJson.Default.BackupManifest)
        );
        return $"Backed up to {target}: {content}, {passages} passages of articles, {manifest.Files.Count} files.";
    }

    /// <param name="source">A folder that <see cref="CopyTo"/> has filled.</param>
    /// <returns>What was copied.</returns>
    public string CopyFrom(string source)
    {
        var manifest = BackupManifest.Read(source);
        Empty(Folder, "DATA_DIR");
        foreach (var (file, _) in manifest.Files) CopyPrivate(source, Folder, file);
        var content = SqliteCopy.Check(Path.Combine(Folder, SqliteCopy.FileName));
        return $"Restored to {Folder} what csr-agent {manifest.Version} had at {manifest.CreatedAt:u}: {content}. Start the server.";
    }

    private static void Empty(string folder, string name)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new CsrAgentException($"{name} {folder} is not empty; name an empty or a new folder.");
        }
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static void CopyPrivate(string from, string to, string name)
    {
        using var source = File.OpenRead(Path.Combine(from, name));
        using var target = new FileStream(PrivateFile(to, name), FileMode.Open, FileAccess.Write);
        source.CopyTo(target);
        target.Flush(flushToDisk: true);
    }

    /// <summary>An empty file that only its owner can read.</summary>
    private static string PrivateFile(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (new FileStream(path, options)) { }
        return path;
    }
}
