using CsrAgent.Adapters.Lucene;
using CsrAgent.Adapters.MiniLm;
using CsrAgent.Conversations;
using CsrAgent.Embeddings;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Vectors;
using CsrAgent.Settings;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CsrAgent.Evals.Knowledge;

/// <summary>Articles, indexed and embedded as a server does it.</summary>
public abstract class EvalIndex : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("csr-evals-").FullName;
    private readonly TextEmbedder _embedder = new(
        [new MiniLmEmbeddingGenerator()],
        Options.Create(new EmbeddingOptions { Timeout = TimeSpan.FromMinutes(1), MaxSlowdown = 1_000_000 }),
        TimeProvider.System,
        NullLogger<TextEmbedder>.Instance
    );
    private readonly ArticleWords _words = new();
    private readonly UnrelatedQuestions _unrelated;
    private readonly LuceneKnowledgeIndex _index;
    private readonly QuestionEmbedder _questions;
    private Dictionary<string, string> _titles = [];
    private ElasticsearchTwin? _twin;

    protected EvalIndex()
    {
        _index = new(Options.Create(new LuceneKnowledgeOptions { Folder = _folder }), NullLogger<LuceneKnowledgeIndex>.Instance);
        _unrelated = new(_embedder);
        _questions = new(_embedder, _words, _unrelated);
    }

    internal string TitleOf(string article) => _titles[article];

    internal KnowledgeSearch Search => new(Searched, _questions, Options.Create(new KnowledgeOptions()), TimeProvider.System);

    private IKnowledgeIndex Searched => _twin?.Index ?? _index;

    protected abstract Task<IReadOnlyCollection<KnowledgeArticle>> ReadAsync();

    public async ValueTask InitializeAsync()
    {
        var articles = await ReadAsync();
        _titles = articles.ToDictionary(article => article.Id, article => article.Title);
        await _index.SwapAsync("folder", articles, DateTimeOffset.UnixEpoch, CancellationToken.None);
        using var passages = new PassageEmbedder(_embedder, _words, Options.Create(new DataOptions { Folder = _folder }));
        while (await _index.EmbedSomeAsync(passages, CancellationToken.None)) { }
        while (await _unrelated.EmbedSomeAsync(CancellationToken.None)) { }
    }

    /// <summary>From now on, the same articles are searched in Elasticsearch.</summary>
    internal async Task MoveToElasticsearchAsync() =>
        _twin = await ElasticsearchTwin.StartAsync(await ReadAsync(), _embedder, _words, _folder);

    /// <summary>Passages, best first, as a turn finds them.</summary>
    internal async Task<IReadOnlyList<PassageHit>> SearchAsync(
        string text,
        IReadOnlyList<Message> history,
        string language,
        int? limit,
        CancellationToken cancellationToken
    ) => await Search.SearchAsync(text, history, language, limit, cancellationToken);

    /// <summary>Articles, best first.</summary>
    public async Task<IReadOnlyList<PassageHit>> SearchAsync(string question)
    {
        var vectors = await _questions.EmbedAsync(question, [], "en", TestContext.Current.CancellationToken);
        Assert.NotNull(vectors);
        var query = new KnowledgeQuery(question, [], "en", 20) { Vectors = vectors };
        var hits = await Searched.SearchAsync(query, TestContext.Current.CancellationToken);
        return [.. hits.DistinctBy(hit => hit.ArticleId)];
    }

    public async ValueTask DisposeAsync()
    {
        if (_twin is not null) await _twin.DisposeAsync();
        _index.Dispose();
        _embedder.Dispose();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
