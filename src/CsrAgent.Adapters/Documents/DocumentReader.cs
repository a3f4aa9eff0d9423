using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Sync;

namespace CsrAgent.Adapters.Documents;

/// <summary>Reads the article in a file, whatever its format.</summary>
internal static class DocumentReader
{
    /// <summary>Whether its name says that it holds an article.</summary>
    public static bool CanRead(string file) => FormatOf(file) != DocumentFormat.None && !IsLock(file);

    /// <param name="file">Its full path.</param>
    /// <param name="place">Its path as staff know it.</param>
    public static async Task<SourceItem> ReadAsync(
        string file,
        string place,
        KnowledgeOptions options,
        CancellationToken cancellationToken
    )
    {
        var format = FormatOf(file);
        byte[]? content = null;
        try
        {
            content = await ReadAllAsync(file, format, options, cancellationToken);
            var submission = format == DocumentFormat.Markdown ? MarkdownDocument.Read(content) : Read(format, content, place, options);
            var (article, error) = ArticleRules.Check(submission, options.MaxArticleSize);
            return article is not null ? new SourceItem.Found(article, null) : Failed(error!, isLasting: true);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new SourceItem.Gone();
        }
        catch (DraftException e)
        {
            // Not remembered as one that cannot be used, whose last good version would stay.
            var failed = Failed(e.Message, isLasting: false);
            return failed with { Failure = failed.Failure with { IsWithdrawn = true } };
        }
        catch (FormatException e)
        {
            return Failed(e.Message, isLasting: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Failed(e.Message, isLasting: false);
        }

        SourceItem.Failed Failed(string error, bool isLasting) =>
            new(new SourceFailure(place, IdIn(format, content, place), $"{place}: {error}") { IsLasting = isLasting });
    }

    private static string? IdIn(DocumentFormat format, byte[]? content, string place) =>
        format != DocumentFormat.Markdown ? IdOf(place)
        : content is null ? null
        : MarkdownDocument.FindId(content);

    private static ArticleSubmission Read(DocumentFormat format, byte[] content, string place, KnowledgeOptions options)
    {
        var text = format switch
        {
            DocumentFormat.Html => HtmlDocument.Read(content),
            DocumentFormat.Pdf => PdfText.Read(content, options.MaxPages),
            _ => WordDocument.Read(content),
        };
        var title = ArticleFields.TitleOf(text.Title ?? Path.GetFileNameWithoutExtension(place).Replace('_', ' ').Replace('-', ' '));
        var language = ArticleFields.LanguageOf(text.Language, text.Markdown);
        return new(IdOf(place), title, null, ArticleFields.TagsOf(text.Tags), language, WithoutTitle(text.Markdown, title));
    }

    // The title is shown and searched by itself.
    private static string WithoutTitle(string markdown, string title)
    {
        var end = markdown.IndexOf('\n', StringComparison.Ordinal);
        return end > 0 && markdown[..end].TrimStart('#').Trim() == title ? markdown[end..].TrimStart('\n') : markdown;
    }

    /// <summary>The path, as it looks the same on every system.</summary>
    private static string IdOf(string place) => ArticleFields.IdOf("file", place.Replace('\\', '/'));

    private static DocumentFormat FormatOf(string file) =>
        Path.GetExtension(file).ToLowerInvariant() switch
        {
            ".md" or ".markdown" => DocumentFormat.Markdown,
            ".html" or ".htm" => DocumentFormat.Html,
            ".pdf" => DocumentFormat.Pdf,
            ".docx" => DocumentFormat.Word,
            _ => DocumentFormat.None,
        };

    // Word writes one beside a document that is open.
    private static bool IsLock(string file) => Path.GetFileName(file).StartsWith("~$", StringComparison.Ordinal);

    private static async Task<byte[]> ReadAllAsync(
        string file,
        DocumentFormat format,
        KnowledgeOptions options,
        CancellationToken cancellationToken
    )
    {
        var length = new FileInfo(file).Length;
        var (max, setting) =
            format == DocumentFormat.Markdown
                ? (options.MaxArticleSize, "KNOWLEDGE_MAX_ARTICLE_SIZE")
                : (options.MaxFileSize, "KNOWLEDGE_MAX_FILE_SIZE");
        if (length > max) throw new FormatException($"The file has {length} bytes; {max} are allowed ({setting}). Split the article.");
        return await File.ReadAllBytesAsync(file, cancellationToken);
    }
}
