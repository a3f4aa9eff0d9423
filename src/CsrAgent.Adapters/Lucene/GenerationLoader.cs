using Lucene.Net.Store;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Adapters.Lucene;

/// <summary>Finds the generation to start with: the one in use, else the newest readable one, else an empty one.</summary>
internal sealed class GenerationLoader(GenerationFolder folder, ILogger logger)
{
    private const int RaisedByLucene = unchecked((int)0x80131620);

    public Generation Open()
    {
        var current = folder.Current;
        var candidates = folder.All().OrderByDescending(each => each == current).ToList();
        foreach (var candidate in candidates)
        {
            if (TryOpen(candidate) is { } generation) return Use(generation);
        }
        var first = Generation.Open(folder.Next());
        first.Write([], [], CancellationToken.None);
        return Use(first);
    }

    private Generation? TryOpen(string candidate)
    {
        try
        {
            // Otherwise a crash left it unfinished.
            return Generation.IsWhole(candidate) ? Generation.Open(candidate) : null;
        }
        catch (Exception e) when (IsDamage(e))
        {
            var aside = folder.SetAside(candidate);
            logger.LogError(
                e,
                "The knowledge index {Folder} is damaged and was set aside as {Aside}. It is rebuilt from the sources; articles that "
                    + "came through the articles API must be sent again",
                candidate,
                aside
            );
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CsrAgentException(
                $"The knowledge index '{candidate}' cannot be opened ({e.Message}). Check the folder's rights, the disk, and the limit on "
                    + "open files.",
                e
            );
        }
    }

    // A full disk or a missing permission is not damage: setting a good index aside would lose articles.
    private static bool IsDamage(Exception e) =>
        e is not (UnauthorizedAccessException or LockObtainFailedException or OutOfMemoryException)
        && (e is not IOException || IsDamageOnDisk(e));

    // Lucene reports failed checksums as plain IOExceptions; those of the operating system carry its error number.
    private static bool IsDamageOnDisk(Exception e) =>
        e.HResult == RaisedByLucene || e is EndOfStreamException or FileNotFoundException or DirectoryNotFoundException;

    private Generation Use(Generation generation)
    {
        var chosen = generation.IsCurrent ? generation : Rebuild(generation);
        folder.Use(chosen.Folder);
        folder.KeepOnly(chosen.Folder);
        return chosen;
    }

    private Generation Rebuild(Generation old)
    {
        logger.LogInformation(
            "The knowledge index {Folder} was written by another version; its {Count} articles are indexed again",
            old.Folder,
            old.Articles.Count
        );
        using (old)
        {
            var next = Generation.Open(folder.Next());
            next.Write(old.Stored(), [], CancellationToken.None);
            return next;
        }
    }
}
