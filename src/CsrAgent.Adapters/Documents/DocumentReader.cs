using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Sync;

namespace CsrAgent.Adapters.Documents;

/// <summary>Reads the article in a file, whatever its format.</summary>
internal static class DocumentReader
{
    /// <summary>Whether its name says that it holds an article.</summary>
    public static bool CanRead(string file) => Path.GetExtension(file).ToLowerInvariant() is ".md" or ".markdown";

    /// <param name="file">Its full path.</param>
    /// <param name="place">Its path as staff know it.</param>
    public static async Task<SourceItem> ReadAsync(
        string file,
        string place,
        KnowledgeOptions options,
        CancellationToken cancellationToken
    )
    {
        byte[]? content = null;
        try
        {
            content = await ReadAllAsync(file, options.MaxArticleSize, cancellationToken);
            var (article, error) = ArticleRules.Check(MarkdownDocument.Read(content), options.MaxArticleSize);
            return article is not null ? new SourceItem.Found(article, null) : Failed(error!);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new SourceItem.Gone();
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            return Failed(e.Message);
        }

        SourceItem.Failed Failed(string error) =>
            new(new SourceFailure(place, content is null ? null : MarkdownDocument.FindId(content), $"{place}: {error}"));
    }

    private static async Task<byte[]> ReadAllAsync(string file, int maxSize, CancellationToken cancellationToken)
    {
        var length = new FileInfo(file).Length;
        if (length <= maxSize) return await File.ReadAllBytesAsync(file, cancellationToken);
        throw new FormatException($"The file has {length} bytes; {maxSize} are allowed (KNOWLEDGE_MAX_ARTICLE_SIZE). Split the article.");
    }
}
