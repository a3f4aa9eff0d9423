using System.Text;
using System.Text.RegularExpressions;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Sync;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Markdown;

/// <summary>
/// A folder of Markdown files, subfolders included, each with front matter: <c>id</c>, <c>title</c>, and optionally <c>url</c>,
/// <c>tags</c>, <c>entity</c> and <c>language</c>. Links in the file system are not followed: nothing outside the folder is read.
/// </summary>
public sealed partial class MarkdownFolderSource(IOptions<KnowledgeOptions> options) : IKnowledgeSource
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly EnumerationOptions Here = new() { AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false };

    public string Name => "folder";

    public async Task<SourceListing?> ReadAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(options.Value.Path)) return null;
        var root = Path.GetFullPath(options.Value.Path);
        if (!Directory.Exists(root))
        {
            throw new CsrAgentException(
                $"The folder of articles '{root}' does not exist. Create it, or set KNOWLEDGE_BASE_PATH to the one that holds the Markdown "
                    + "files."
            );
        }
        var articles = new Dictionary<string, (KnowledgeArticle Article, string Place)>();
        var failures = new List<SourceFailure>();
        foreach (var file in FilesOf(root, failures))
        {
            var place = Path.GetRelativePath(root, file);
            var (article, failure) = await ReadAsync(file, place, cancellationToken);
            if (article is not null && !articles.TryAdd(article.Id, (article, place)))
            {
                failure = new SourceFailure(
                    place,
                    article.Id,
                    $"'{articles[article.Id].Place}' has the same id '{article.Id}' and is used. Give '{place}' an id of its own."
                );
            }
            if (failure is not null) failures.Add(failure);
        }
        return new SourceListing([.. articles.Values.Select(each => each.Article)], failures);
    }

    // Sorted, so that of two files with the same id the same one wins everywhere. Hidden folders belong to tools (.git), but Kubernetes
    // mounts a ConfigMap as links into a folder such as "..2024_06_01".
    private static IEnumerable<string> FilesOf(string root, List<SourceFailure> failures)
    {
        var files = new List<string>();
        var folders = new Stack<string>([root]);
        while (folders.TryPop(out var folder))
        {
            try
            {
                files.AddRange(
                    Directory
                        .EnumerateFiles(folder, "*", Here)
                        .Where(file => Path.GetExtension(file).ToLowerInvariant() is ".md" or ".markdown")
                        .Where(file => !IsHidden(Path.GetFileName(file)))
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
        return files.Order(StringComparer.Ordinal);
    }

    private static SourceFailure Unreadable(string place, Exception error) =>
        new(place, null, $"The folder '{place}' cannot be read ({error.GetType().Name}). Allow the server to read it, or move it away.")
        {
            // What a file system's own folder holds is nobody's article.
            MayHoldArticles = Path.GetFileName(place) != "lost+found",
        };

    private static bool IsHidden(string name) => name.StartsWith('.') && !name.StartsWith("..", StringComparison.Ordinal);

    private async Task<(KnowledgeArticle?, SourceFailure?)> ReadAsync(string file, string place, CancellationToken cancellationToken)
    {
        string? text = null;
        try
        {
            text = await ReadTextAsync(file, cancellationToken);
            var (article, error) = Parse(FrontMatter.Read(text), options.Value.MaxArticleSize);
            return error is null ? (article, null) : (null, new SourceFailure(place, IdIn(text), $"{place}: {error}"));
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            return (null, new SourceFailure(place, text is null ? null : IdIn(text), $"{place}: {e.Message}"));
        }
    }

    private async Task<string> ReadTextAsync(string file, CancellationToken cancellationToken)
    {
        var max = options.Value.MaxArticleSize;
        var length = new FileInfo(file).Length;
        if (length > max)
        {
            throw new FormatException($"The file has {length} bytes; {max} are allowed (KNOWLEDGE_MAX_ARTICLE_SIZE). Split the article.");
        }
        try
        {
            return Strict.GetString(await File.ReadAllBytesAsync(file, cancellationToken));
        }
        catch (DecoderFallbackException e)
        {
            throw new FormatException("The file is not UTF-8. Save it as UTF-8.", e);
        }
    }

    private static (KnowledgeArticle? Article, string? Error) Parse(FrontMatter front, int maxSize)
    {
        var tags = front.Many("tags") is [{ } only] && only.Contains(',') ? only.Split(',') : front.Many("tags");
        return ArticleRules.Check(
            new ArticleSubmission(front.One("id"), front.One("title"), front.One("url"), tags, front.One("language"), front.Body)
            {
                Entity = front.One("entity"),
            },
            maxSize
        );
    }

    // An invalid file usually still names its article, whose last good version then stays in use.
    private static string? IdIn(string text) => IdLine().Match(text) is { Success: true } match ? match.Groups["id"].Value : null;

    [GeneratedRegex("""^id:[ \t]*(["']?)(?<id>\S(?:[^\r\n]{0,198}\S)?)\1[ \t\r]*$""", RegexOptions.Multiline)]
    private static partial Regex IdLine();
}
