using System.Diagnostics;
using System.Diagnostics.Metrics;
using CsrAgent.Conversations;
using CsrAgent.Knowledge.Glossary;
using CsrAgent.Knowledge.Vectors;
using CsrAgent.Telemetry;
using Microsoft.Extensions.Options;

namespace CsrAgent.Knowledge;

/// <summary>
/// Searches the knowledge base for turns and for staff. Safe to call from many threads. Throws what the index throws; a turn then continues
/// without passages.
/// </summary>
public sealed class KnowledgeSearch(IKnowledgeIndex index, QuestionEmbedder embedder, IOptions<KnowledgeOptions> options, TimeProvider time)
{
    private static readonly Histogram<double> Seconds = AgentMeter.Meter.CreateHistogram(
        "csr_knowledge_search_seconds",
        "s",
        "Time to search the knowledge base.",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5],
        }
    );

    /// <summary>What traces call the knowledge base.</summary>
    private const string DataSource = "knowledge-base";

    /// <summary>The best passages for a turn, best first.</summary>
    /// <param name="text">The customer's current question.</param>
    /// <param name="history">The messages before it, oldest first.</param>
    /// <param name="language">ISO 639-1 of the customer.</param>
    /// <param name="limit">The maximum number of passages; <see cref="KnowledgeOptions.SearchLimit"/> where null.</param>
    public async Task<IReadOnlyList<PassageHit>> SearchAsync(
        string text,
        IReadOnlyList<Message> history,
        string language,
        int? limit,
        CancellationToken cancellationToken
    )
    {
        using var span = AgentMeter.Activities.StartActivity($"retrieval {DataSource}", ActivityKind.Client);
        span?.SetTag("gen_ai.operation.name", "retrieval").SetTag("gen_ai.data_source.id", DataSource);
        var context = SearchContext.Of(history, options.Value.ContextMessages);
        var started = time.GetTimestamp();
        var hits = await index.SearchAsync(
            new KnowledgeQuery(text, context, language, limit ?? options.Value.SearchLimit)
            {
                Earlier = SearchContext.Named(history),
                InEnglish = EnglishGlossary.ToEnglish(text, language),
                Vectors = await embedder.EmbedAsync(text, context, language, cancellationToken),
            },
            cancellationToken
        );
        Seconds.Record(time.GetElapsedTime(started).TotalSeconds);
        span?.SetTag("csr.passages", hits.Count);
        return hits;
    }

    /// <summary>The best articles, best first, each with its most relevant sentence.</summary>
    public async Task<IReadOnlyList<ArticleResult>> SearchArticlesAsync(
        string text,
        IReadOnlyList<Message> history,
        string language,
        int limit,
        CancellationToken cancellationToken
    )
    {
        // Several of the best passages may belong to one article.
        var hits = await SearchAsync(text, history, language, Math.Min(limit * 4, 200), cancellationToken);
        return ArticleResult.From(hits, text, limit);
    }

    /// <summary>An article to read; null if there is none with this id.</summary>
    public async Task<ArticleText?> ReadAsync(string articleId, CancellationToken cancellationToken) =>
        await index.ReadAsync(articleId, cancellationToken) is { } article ? ArticleText.Of(article) : null;
}
