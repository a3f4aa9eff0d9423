using System.Text.Json;
using CsrAgent.Settings;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Knowledge.Sync;

/// <summary>
/// Keeps a <see cref="SourceMemory"/> for each source, in <c>DATA_DIR/sources</c> too. One that is lost or damaged costs one sync that
/// reads everything, nothing else: it is compared with the index. So does another version of the server, or another limit of what it
/// reads: it may make something else of the same file.
/// </summary>
public sealed class SourceMemories(
    IOptions<DataOptions> options,
    IOptions<KnowledgeOptions> knowledge,
    ILogger<SourceMemories> logger
)
{
    private readonly Dictionary<string, SourceMemory> _memories = [];
    private readonly HashSet<string> _unsaved = [];

    internal async Task<SourceMemory> ReadAsync(IKnowledgeSource source, CancellationToken cancellationToken)
    {
        if (_memories.TryGetValue(source.Name, out var memory)) return memory;
        return _memories[source.Name] = await LoadAsync(FileOf(source.Name), ReaderOf(source), cancellationToken) ?? SourceMemory.Empty;
    }

    internal async Task KeepAsync(IKnowledgeSource source, SourceMemory memory, CancellationToken cancellationToken)
    {
        var name = source.Name;
        if (memory.IsSameAs(await ReadAsync(source, cancellationToken)) && !_unsaved.Contains(name)) return;
        _memories[name] = memory;
        try
        {
            await SaveAsync(FileOf(name), ReaderOf(source), memory, cancellationToken);
            _unsaved.Remove(name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _unsaved.Add(name);
            logger.LogWarning(e, "What was read of {Source} could not be saved: after a restart it is read again", name);
        }
    }

    private string FileOf(string source) => Path.Combine(options.Value.Folder, "sources", source + ".ndjson");

    /// <summary>What makes articles of the source: the code of both, and the limits.</summary>
    private string ReaderOf(IKnowledgeSource source)
    {
        var (own, its, limits) = (typeof(SourceMemories).Module.ModuleVersionId, source.GetType().Module.ModuleVersionId, knowledge.Value);
        return $"{own:N}-{its:N}-{limits.MaxArticleSize:x}-{limits.MaxFileSize:x}-{limits.MaxPages:x}";
    }

    private async Task<SourceMemory?> LoadAsync(string file, string reader, CancellationToken cancellationToken)
    {
        if (!File.Exists(file)) return null;
        try
        {
            using var lines = new StreamReader(file);
            var head = Parse<Head>(await lines.ReadLineAsync(cancellationToken));
            var entries = new Dictionary<string, KnownEntry>(head.Count, StringComparer.Ordinal);
            while (await lines.ReadLineAsync(cancellationToken) is { } line)
            {
                var row = Parse<Row>(line);
                entries[row.Place] = new KnownEntry(head.Reader == reader ? row.Version : null, row.Id, row.Hash, row.Error);
            }
            if (entries.Count == head.Count) return new SourceMemory(head.Origin, entries);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or ArgumentException)
        {
            logger.LogWarning(e, "{File} cannot be read: all articles of the source are read again", file);
            return null;
        }
        logger.LogWarning("{File} is incomplete: all articles of the source are read again", file);
        return null;
    }

    private static T Parse<T>(string? line) =>
        JsonSerializer.Deserialize<T>(line ?? "null") ?? throw new JsonException("A line is missing.");

    private static async Task SaveAsync(string file, string reader, SourceMemory memory, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var fresh = file + ".new";
        await using (var writer = new StreamWriter(fresh))
        {
            var head = JsonSerializer.Serialize(new Head(memory.Origin, memory.Entries.Count, reader));
            await writer.WriteLineAsync(head.AsMemory(), cancellationToken);
            foreach (var (place, entry) in memory.Entries)
            {
                var row = JsonSerializer.Serialize(new Row(place, entry.Version, entry.Id, entry.Hash, entry.Error));
                await writer.WriteLineAsync(row.AsMemory(), cancellationToken);
            }
        }
        File.Move(fresh, file, overwrite: true);
    }

    private sealed record Head(string? Origin, int Count, string? Reader = null);

    private sealed record Row(string Place, string? Version, string? Id, ulong Hash, string? Error = null);
}
