using System.Globalization;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Sync;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Documents;

/// <summary>
/// A folder of articles, subfolders included. Links in the file system are not followed: nothing outside the folder is read. A file whose
/// size and time are what they were is not read again.
/// </summary>
public sealed class FolderSource(IOptions<KnowledgeOptions> options, TimeProvider time) : IKnowledgeSource
{
    // Of the coarsest file system's clock: what was written within one tick of a read may have been written after it.
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(2);

    // A server of files may have a clock of its own; a time further ahead was set by hand.
    private static readonly TimeSpan MaxSkew = TimeSpan.FromHours(1);

    public string Name => "folder";

    private string Root => Path.GetFullPath(options.Value.Path!);

    public Task<SourceListing?> ListAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(options.Value.Path)) return Task.FromResult<SourceListing?>(null);
        var root = Root;
        if (!Directory.Exists(root))
        {
            throw new CsrAgentException(
                $"The folder of articles '{root}' does not exist. Create it, or set KNOWLEDGE_BASE_PATH to the one that holds the articles."
            );
        }
        var failures = new List<SourceFailure>();
        var places = FolderFiles.Find(root, failures);
        var entries = places.Select(place => new SourceEntry(place, VersionOf(Path.Combine(root, place))));
        return Task.FromResult<SourceListing?>(new(root, places.Count, entries, failures));
    }

    public async Task<SourceItem> ReadAsync(SourceEntry entry, string? knownVersion, CancellationToken cancellationToken)
    {
        var file = Path.Combine(Root, entry.Place);
        var (began, before) = (time.GetUtcNow(), VersionOf(file));
        var item = await DocumentReader.ReadAsync(file, entry.Place, options.Value, cancellationToken);
        var version = before == VersionOf(file) && !IsFresh(file, began) ? before : null;
        return item switch
        {
            SourceItem.Found found => found with { Version = version },
            SourceItem.Failed { Failure.IsLasting: true } failed => failed with { Version = version },
            _ => item,
        };
    }

    private static string? VersionOf(string file)
    {
        try
        {
            var info = new FileInfo(file);
            return string.Create(CultureInfo.InvariantCulture, $"{info.Length:x}-{info.LastWriteTimeUtc.Ticks:x}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Reading it says what is wrong.
            return null;
        }
    }

    private static bool IsFresh(string file, DateTimeOffset began)
    {
        var age = began - File.GetLastWriteTimeUtc(file);
        return age < Tick && age > -MaxSkew;
    }
}
