using System.CommandLine;
using System.Text.Json;
using CsrAgent.Adapters.Documents;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Sync;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace CsrAgent.Host.Cli;

/// <summary><c>csr-agent kb import</c>: sends articles to the articles API, a batch at a time, with a progress bar.</summary>
internal static class ImportCommand
{
    /// <summary>Far below what the API takes at once.</summary>
    private const int BatchSize = 50;

    public static Command Create(RunCommand run)
    {
        var path = new Argument<string>("path") { Description = "A folder of articles, or a .json or .ndjson file." };
        var command = new Command("import", "Adds or replaces articles; unchanged ones cost nothing.") { path };
        command.SetAction((parsed, token) => run(parsed, call => RunAsync(call, parsed.GetRequiredValue(path), token)));
        return command;
    }

    private static async Task<bool> RunAsync(CliCall call, string path, CancellationToken cancellationToken)
    {
        var (articles, failures) = await ReadAsync(path, cancellationToken);
        var (indexed, unchanged) = (0, 0);
        var failed = failures.Select(failure => new FailedImport(failure.Id, failure.Error)).ToList();
        await call.Progress.Progress()
            .StartAsync(async progress =>
            {
                var bar = progress.AddTask("Articles", maxValue: Math.Max(articles.Count, 1));
                foreach (var batch in articles.Chunk(BatchSize))
                {
                    var report = await call.PostAsync("api/v1/admin/knowledge-base/articles", batch, cancellationToken);
                    indexed += report.GetProperty("indexed").GetInt32();
                    unchanged += report.GetProperty("unchanged").GetInt32();
                    failed.AddRange(report.GetProperty("failed").EnumerateArray().Select(FailedImport.Read));
                    bar.Increment(batch.Length);
                }
            });
        if (call.IsJson) call.PrintJson(new ImportReport(indexed, unchanged, failed));
        else Print(call.Console, indexed, unchanged, failed);
        return failed.Count == 0;
    }

    private static void Print(IAnsiConsole console, int indexed, int unchanged, List<FailedImport> failed)
    {
        console.WriteLine($"{indexed} articles indexed, {unchanged} unchanged, {failed.Count} failed");
        foreach (var one in failed) console.WriteLine($"{one.Id}: {one.Error}");
    }

    private static async Task<(IReadOnlyList<object> Articles, IReadOnlyList<ArticleFailure> Failures)> ReadAsync(
        string path,
        CancellationToken cancellationToken
    )
    {
        if (File.Exists(path)) return (await ReadFileAsync(path, cancellationToken), []);
        if (!Directory.Exists(path)) throw new CliException($"There is no file or folder '{path}'.");
        var source = new FolderSource(Options.Create(new KnowledgeOptions { Path = path }), TimeProvider.System);
        var found = await source.ReadAllAsync(cancellationToken);
        return ([.. found!.Articles.Select(ToBody)], found.Failed);
    }

    private static async Task<IReadOnlyList<object>> ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        var text = await File.ReadAllTextAsync(path, cancellationToken);
        try
        {
            if (path.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase))
            {
                return
                [
                    .. text.Split('\n').Where(line => !string.IsNullOrWhiteSpace(line)).Select(line => (object)Parse(line)),
                ];
            }
            var json = Parse(text);
            return json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray().Cast<object>()] : [json];
        }
        catch (JsonException e)
        {
            throw new CliException($"'{path}' is not JSON: {e.Message} Name a .json or .ndjson file, or a folder of articles.");
        }
    }

    private static JsonElement Parse(string text) => JsonSerializer.Deserialize<JsonElement>(text);

    private static object ToBody(KnowledgeArticle article) =>
        new
        {
            id = article.Id,
            title = article.Title,
            url = article.Url,
            tags = article.Tags,
            language = article.Language,
            body = article.Body,
            entity = article.Entity,
        };

    private sealed record ImportReport(int Indexed, int Unchanged, IReadOnlyList<FailedImport> Failed);

    private sealed record FailedImport(string Id, string Error)
    {
        public static FailedImport Read(JsonElement failed) =>
            new(failed.GetProperty("id").ToString(), failed.GetProperty("error").ToString());
    }
}
