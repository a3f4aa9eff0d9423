using CsrAgent.Knowledge.Sync;

namespace CsrAgent.Adapters.Documents;

/// <summary>Finds the articles' files in a folder.</summary>
internal static class FolderFiles
{
    private static readonly EnumerationOptions Here = new() { AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false };

    /// <returns>
    /// Paths within the folder. Sorted, so that of two files with the same id the same one wins everywhere. Hidden folders belong to tools
    /// (.git), but Kubernetes mounts a ConfigMap as links into a folder such as "..2024_06_01".
    /// </returns>
    public static IReadOnlyList<string> Find(string root, List<SourceFailure> failures)
    {
        var places = new List<string>();
        var folders = new Stack<string>([root]);
        while (folders.TryPop(out var folder))
        {
            try
            {
                places.AddRange(
                    Directory
                        .EnumerateFiles(folder, "*", Here)
                        .Where(file => DocumentReader.CanRead(file) && !IsHidden(Path.GetFileName(file)))
                        .Select(file => Path.GetRelativePath(root, file))
                );
                foreach (var inner in Directory.EnumerateDirectories(folder, "*", Here).Where(inner => !IsHidden(Path.GetFileName(inner))))
                {
                    folders.Push(inner);
                }
            }
            catch (Exception e) when (folder != root && e is UnauthorizedAccessException or IOException)
            {
                failures.Add(Unreadable(Path.GetRelativePath(root, folder), e));
            }
        }
        places.Sort(StringComparer.Ordinal);
        return places;
    }

    private static SourceFailure Unreadable(string place, Exception error) =>
        new(place, null, $"The folder '{place}' cannot be read ({error.GetType().Name}). Allow the server to read it, or move it away.")
        {
            // What a file system's own folder holds is nobody's article.
            MayHoldArticles = Path.GetFileName(place) != "lost+found",
        };

    private static bool IsHidden(string name) => name.StartsWith('.') && !name.StartsWith("..", StringComparison.Ordinal);
}
