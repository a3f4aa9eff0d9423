using CsrAgent.Adapters.Elasticsearch;
using CsrAgent.Adapters.Lucene;
using CsrAgent.Embeddings;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Ranking;
using CsrAgent.Knowledge.Vectors;
using CsrAgent.Settings;
using CsrAgent.Tests.Support.Elasticsearch;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CsrAgent.Evals.Knowledge;

/// <summary>The same articles in an Elasticsearch that searches exactly: what may differ is what the index makes of them.</summary>
internal sealed class ElasticsearchTwin : IAsyncDisposable
{
    private readonly FakeElasticsearch _server;
    private readonly ServiceProvider _services;

    private ElasticsearchTwin(FakeElasticsearch server, ServiceProvider services) => (_server, _services) = (server, services);

    public IKnowledgeIndex Index => _services.GetRequiredService<IKnowledgeIndex>();

    /// <param name="folder">Of the vectors, which need not be made again.</param>
    public static async Task<ElasticsearchTwin> StartAsync(
        IReadOnlyCollection<KnowledgeArticle> articles,
        TextEmbedder embedder,
        ArticleWords words,
        string folder
    )
    {
        var server = await FakeElasticsearch.StartAsync();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<ILanguageLexicons, LuceneLexicons>();
        services.AddSingleton(embedder).AddSingleton(words);
        services.AddKnowledge();
        services.AddElasticsearchKnowledge();
        services.PostConfigure<DataOptions>(data => data.Folder = folder);
        services.PostConfigure<ElasticsearchOptions>(options =>
        {
            options.Urls = [server.BaseAddress];
            options.SearchTimeout = TimeSpan.FromSeconds(30);
        });
        var twin = new ElasticsearchTwin(server, services.BuildServiceProvider());
        await twin.Index.SwapAsync("folder", articles, DateTimeOffset.UnixEpoch, CancellationToken.None);
        var upkeep = twin._services.GetServices<IHostedService>().OfType<ElasticsearchUpkeep>().Single();
        while (await upkeep.RunAsync(CancellationToken.None)) { }
        return twin;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _server.DisposeAsync();
        Assert.Empty(_server.Violations);
    }
}
