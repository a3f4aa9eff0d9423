using CsrAgent.Adapters.Elasticsearch;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Vectors;
using CsrAgent.Tests.Embeddings;
using CsrAgent.Tests.Support.Elasticsearch;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CsrAgent.Tests.Adapters.Elasticsearch;

/// <summary>What the builder adds to the index: vectors, and the names of what the articles describe.</summary>
public sealed class ElasticsearchMeaningTests : IAsyncLifetime
{
    private static readonly DateTimeOffset At = DateTimeOffset.UnixEpoch;

    private readonly string _folder = Directory.CreateTempSubdirectory("csr-elasticsearch-").FullName;
    private readonly GatedGenerator _generator = new(Task.CompletedTask);
    private readonly ElasticsearchUnderTest _subject = new();
    private IKnowledgeIndex _index = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _subject.Generators = [_generator];
        _subject.DataFolder = _folder;
        _index = await _subject.CreateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _subject.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A vector here begins with its text's length: the longer text is nearer.</summary>
    [Fact]
    public async Task Search_NoSharedWord_IsFoundByItsVector()
    {
        var longer = string.Concat(Enumerable.Repeat("Longer. ", 40));
        await _index.UpsertAsync([Article("a", "Short."), Article("b", longer)], At, Cancellation);
        await BuildAsync();
        var query = new KnowledgeQuery("nowhere", [], "en", 5) { Vectors = new QuestionVectors([[0.001f, 0]], null) };

        Assert.Equal("b", (await _index.SearchAsync(query, Cancellation))[0].ArticleId);
        Assert.Contains(_subject.Fake.Bodies, body => body.Contains("\"knn\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Search_VectorsSlow_GoesByWords()
    {
        await _index.UpsertAsync([Article("a", "Refunds take 5 days.")], At, Cancellation);
        await BuildAsync();
        _subject.Fake.Fault = request =>
            request.Body.Contains("\"knn\"", StringComparison.Ordinal) ? FakeElasticsearchFault.Slow : null;
        var query = new KnowledgeQuery("refunds", [], "en", 5) { Vectors = new QuestionVectors([[1, 0]], null) };

        Assert.Equal("a", (await _index.SearchAsync(query, Cancellation))[0].ArticleId);
    }

    [Fact]
    public async Task Build_UnchangedArticles_KeepTheirVectorsThroughASwap()
    {
        KnowledgeArticle[] articles = [Article("a", "One."), Article("b", "Two.")];
        await _index.SwapAsync("folder", articles, At, Cancellation);
        await BuildAsync();
        var embedded = _generator.Texts.Count;

        await _index.SwapAsync("folder", [articles[0], Article("b", "Three.")], At, Cancellation);
        Assert.Equal(1, Missing());
        await BuildAsync();

        Assert.Equal(0, Missing());
        Assert.Equal(embedded + 1, _generator.Texts.Count);
    }

    [Fact]
    public async Task Search_EntityNamedEarlier_ItsArticleComesFirst()
    {
        string[] hotels = ["Hotel Astoria", "Hotel Bellevue", "Hotel du Port"];
        var articles = hotels.Select((hotel, i) => Article($"wifi-{i}", "Free.") with { Title = "Wi-Fi", Entity = hotel });
        await _index.SwapAsync("folder", [.. articles], At, Cancellation);
        await BuildAsync();

        foreach (var (hotel, i) in hotels.Select((hotel, i) => (hotel, i)))
        {
            var query = new KnowledgeQuery("is there wi-fi?", [], "en", 5) { Earlier = [$"I stay at the {hotel}", "until Monday"] };
            var hits = await _index.SearchAsync(query, Cancellation);
            Assert.Equal($"wifi-{i}", hits[0].ArticleId);
            Assert.Equal(hotel, hits[0].Entity);
        }
    }

    private static KnowledgeArticle Article(string id, string body) => new(id, $"Title {id}", null, [], "en", body);

    private async Task BuildAsync()
    {
        var upkeep = _subject.Services.GetServices<IHostedService>().OfType<ElasticsearchUpkeep>().Single();
        while (await upkeep.RunAsync(Cancellation)) { }
    }

    private int Missing() =>
        _subject.Fake.Count(_subject.Name, document => document["embedded"] is null && document["article"] is not null);
}
