using System.Diagnostics;
using CsrAgent.Adapters.Documents;
using CsrAgent.Adapters.Lucene;
using CsrAgent.Adapters.MiniLm;
using CsrAgent.Embeddings;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Sync;
using CsrAgent.Knowledge.Vectors;
using CsrAgent.Settings;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CsrAgent.Bench.Understanding;

/// <summary>Indexes the sample articles as a server does on its first start: with no vector kept from before.</summary>
internal static class IndexingRun
{
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(3);

    public static async Task<IndexingTime> RunAsync(string root, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("csr-bench-").FullName;
        try
        {
            using var embedder = new TextEmbedder(
                [new MiniLmEmbeddingGenerator()],
                Options.Create(new EmbeddingOptions()),
                TimeProvider.System,
                NullLogger<TextEmbedder>.Instance
            );
            using var passages = new PassageEmbedder(embedder, new ArticleWords(), Options.Create(new DataOptions { Folder = folder }));
            using var index = new LuceneKnowledgeIndex(
                Options.Create(new LuceneKnowledgeOptions { Folder = folder }),
                NullLogger<LuceneKnowledgeIndex>.Instance
            );
            var source = new FolderSource(
                Options.Create(new KnowledgeOptions { Path = Path.Combine(root, "samples", "knowledge-base") }),
                TimeProvider.System
            );
            var started = Stopwatch.GetTimestamp();
            var articles = (await source.ReadAllAsync(cancellationToken))!.Articles;
            await index.SwapAsync("folder", articles, DateTimeOffset.UnixEpoch, cancellationToken);
            var words = Stopwatch.GetElapsedTime(started);
            while (await index.EmbedSomeAsync(passages, cancellationToken)) { }
            return new(articles.Count, words, Stopwatch.GetElapsedTime(started) - words);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static bool IsWithinGoal(IndexingTime time) => time.Words + time.Vectors < MaxTime;

    public static string Render(IndexingTime time) =>
        string.Create(
            BenchTexts.Culture,
            $"""

            ## Indexing

            The {time.Articles} sample articles, once, from nothing: {time.Words.TotalSeconds:0.0} s until their words can be searched, and
            {time.Vectors.TotalSeconds:0.0} s more for the vectors of their passages, the model's loading included. The goal is less than
            {MaxTime.TotalSeconds:0} s for both.

            """
        );
}
