using System.Security.Cryptography;
using System.Text.Json;

namespace CsrAgent.Host.Backup;

/// <summary>What a backup consists of. It is written last: without it a backup is not whole.</summary>
/// <param name="Version">Of the server that made it.</param>
/// <param name="Files">SHA-256 by path, with slashes.</param>
internal sealed record BackupManifest(string Version, DateTimeOffset CreatedAt, IReadOnlyDictionary<string, string> Files)
{
    public const string FileName = "backup.json";

    public static BackupManifest Of(string folder, string version, DateTimeOffset now) =>
        new(
            version,
            now,
            Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), Hash)
        );

    /// <exception cref="CsrAgentException">It is no backup, or not as it was made.</exception>
    public static BackupManifest Read(string folder)
    {
        var manifest = Parse(Path.Combine(folder, FileName));
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        foreach (var (name, hash) in manifest.Files)
        {
            // The list is as trustworthy as who may write there: no file outside the folder.
            var file = Path.GetFullPath(Path.Combine(folder, name));
            if (!file.StartsWith(root, StringComparison.Ordinal)) throw Not(name, "is elsewhere");
            if (!File.Exists(file)) throw Not(name, "is missing");
            if (Hash(file) != hash) throw Not(name, "has changed since");
        }
        return manifest;
    }

    private static BackupManifest Parse(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), BackupJson.Default.BackupManifest)
                ?? throw new JsonException("null");
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            throw new CsrAgentException($"{file} cannot be read ({e.Message}), so this is no backup, or one that was interrupted.", e);
        }
    }

    private static string Hash(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static CsrAgentException Not(string name, string what) => new($"{name} of the backup {what}. Take another backup.");
}
