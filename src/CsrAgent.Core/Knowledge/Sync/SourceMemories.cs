using System.Text.Json;
using CsrAgent.Settings;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Knowledge.Sync;

/// <summary>
/// Keeps a <see cref="SourceMemory"/> for each source, in <c>DATA_DIR/sources</c> too. One that is lost or damaged costs one sync that
/// reads everything, nothing else: it is compared with the index.
/// </summary>
public sealed class SourceMemories(IOptions<DataOptions> options, ILogger<SourceMemories> logger)
{
    private readonly Dictionary<string, SourceMemory> _memories = [];

    internal async Task<SourceMemory> ReadAsync(string source, CancellationToken cancellationToken)
    {
        if (_memories.TryGetValue(source, out var memory)) return memory;
        return _memories[source] = await LoadAsync(FileOf(source), cancellationToken) ?? SourceMemory.Empty;
    }

    internal async Task KeepAsync(string source, SourceMemory memory, CancellationToken cancellationToken)
    {
        if (memory.IsSameAs(await ReadAsync(source, cancellationToken))) return;
        _memories[source] = memory;
        try
        {
            await SaveAsync(FileOf(source), memory, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning(e, "What was read of {Source} could not be saved: after a restart it is read again", source);
        }
    }

    private string FileOf(string source) => Path.Combine(options.Value.Folder, "sources", source + ".ndjson");

    private async Task<SourceMemory?> LoadAsync(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file)) return null;
        try
        {
            using var reader = new StreamReader(file);
            var head = Parse<Head>(await reader.ReadLineAsync(cancellationToken));
            var entries = new Dictionary<string, KnownEntry>(head.Count, StringComparer.Ordinal);
            while (await reader.ReadLineAsync(cancellationToken) is { } line)
            {
                var row = Parse<Row>(line);
                entries[row.Place] = new KnownEntry(row.Version, row.Id, row.Hash);
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

    private static async Task SaveAsync(string file, SourceMemory memory, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var fresh = file + ".new";
        await using (var writer = new StreamWriter(fresh))
        {
            var head = JsonSerializer.Serialize(new Head(memory.Origin, memory.Entries.Count));
            await writer.WriteLineAsync(head.AsMemory(), cancellationToken);
            foreach (var (place, entry) in memory.Entries)
            {
                var row = JsonSerializer.Serialize(new Row(place, entry.Version, entry.Id, entry.Hash));
                await writer.WriteLineAsync(row.AsMemory(), cancellationToken);
            }
        }
        File.Move(fresh, file, overwrite: true);
    }

    private sealed record Head(string? Origin, int Count);

    private sealed record Row(string Place, string? Version, string Id, ulong Hash);
}
