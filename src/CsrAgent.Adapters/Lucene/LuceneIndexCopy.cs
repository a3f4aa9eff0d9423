using Lucene.Net.Index;
using Lucene.Net.Store;

namespace CsrAgent.Adapters.Lucene;

/// <summary>Copies the knowledge index of a server, which may write meanwhile: articles of the articles API are nowhere else.</summary>
public static class LuceneIndexCopy
{
    private const int MaxAttempts = 5;
    private const string Pointer = "current";

    /// <param name="folder">The index's: <c>DATA_DIR/knowledge</c>.</param>
    /// <param name="target">A folder that does not exist yet.</param>
    /// <returns>How many passages it holds; 0 where there is no index.</returns>
    /// <exception cref="CsrAgentException">It was rewritten whenever it was copied.</exception>
    public static int Make(string folder, string target)
    {
        if (!File.Exists(Path.Combine(folder, Pointer))) return 0;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return CopyCurrent(folder, target);
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or EndOfStreamException)
            {
                // The server has replaced files of it since they were listed.
                System.IO.Directory.Delete(target, recursive: true);
                if (attempt == MaxAttempts)
                {
                    throw new CsrAgentException($"The knowledge index {folder} keeps changing; try again later.", e);
                }
            }
        }
    }

    private static int CopyCurrent(string folder, string target)
    {
        var name = File.ReadAllText(Path.Combine(folder, Pointer)).Trim();
        var (from, to) = (Path.Combine(folder, name), Path.Combine(target, name));
        System.IO.Directory.CreateDirectory(to);
        // First the list of an index's files, then those that it lists: whatever is written later, is not in it.
        var files = System.IO.Directory.EnumerateFiles(from).Where(file => Path.GetFileName(file) != IndexWriter.WRITE_LOCK_NAME);
        foreach (
            var file in files.OrderByDescending(file => Path.GetFileName(file).StartsWith("segments", StringComparison.Ordinal)).ToList()
        )
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
        using var directory = FSDirectory.Open(to);
        using var reader = DirectoryReader.Open(directory);
        File.WriteAllText(Path.Combine(target, Pointer), name + "\n");
        return reader.NumDocs;
    }
}
