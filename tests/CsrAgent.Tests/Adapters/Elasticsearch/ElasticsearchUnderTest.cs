using CsrAgent.Adapters.Elasticsearch;
using CsrAgent.Adapters.Lucene;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Ranking;
using CsrAgent.Settings;
using CsrAgent.Tests.Support.Elasticsearch;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Tests.Adapters.Elasticsearch;

/// <summary>An index in Elasticsearch: a fake one, or the real one that <c>VERIFY_ELASTICSEARCH_URL</c> names.</summary>
internal sealed class ElasticsearchUnderTest : IAsyncDisposable
{
    private ServiceProvider? _services;
    private FakeElasticsearch? _fake;

    public FakeElasticsearch Fake => _fake ?? throw new InvalidOperationException("A real server is under test.");

    public ServiceProvider Services => _services ?? throw new InvalidOperationException($"Await {nameof(CreateAsync)} first.");

    /// <summary>What the index is set to, beside its address.</summary>
    public Action<ElasticsearchOptions> Configure { get; set; } = _ => { };

    /// <summary>None, unless a test gives some.</summary>
    public IReadOnlyList<IEmbeddingGenerator<string, Embedding<float>>> Generators { get; set; } = [];

    /// <summary>Where vectors are kept.</summary>
    public string? DataFolder { get; set; }

    public static string? RealUrl => Environment.GetEnvironmentVariable("VERIFY_ELASTICSEARCH_URL") is { Length: > 0 } url ? url : null;

    /// <summary>Of the alias.</summary>
    public string Name { get; } = $"csr-verify-{Guid.NewGuid():N}";

    public async Task<IKnowledgeIndex> CreateAsync()
    {
        if (RealUrl is null) _fake ??= await FakeElasticsearch.StartAsync();
        return await ReopenAsync();
    }

    public async Task<IKnowledgeIndex> ReopenAsync()
    {
        if (_services is not null) await _services.DisposeAsync();
        var services = new ServiceCollection();
        services.AddLogging();
        foreach (var generator in Generators) services.AddSingleton(generator);
        services.AddSingleton<ILanguageLexicons, LuceneLexicons>();
        services.AddKnowledge();
        services.AddElasticsearchKnowledge();
        services.PostConfigure<ElasticsearchOptions>(options =>
        {
            options.Index = Name;
            options.Urls = [RealUrl ?? Fake.BaseAddress];
            if (RealUrl is not null) UseReal(options);
            Configure(options);
        });
        if (DataFolder is { } folder) services.PostConfigure<DataOptions>(data => data.Folder = folder);
        _services = services.BuildServiceProvider();
        return _services.GetRequiredService<IKnowledgeIndex>();
    }

    public async ValueTask DisposeAsync()
    {
        if (RealUrl is not null && _services is not null) await RemoveAsync(_services);
        if (_services is not null) await _services.DisposeAsync();
        if (_fake is null) return;
        await _fake.DisposeAsync();
        Assert.True(_fake.Violations.Count == 0, string.Join('\n', _fake.Violations));
    }

    private static async Task RemoveAsync(ServiceProvider services)
    {
        var generations = services.GetRequiredService<KnowledgeGenerations>();
        await generations.RemoveAllAsync(CancellationToken.None);
    }

    private static void UseReal(ElasticsearchOptions options)
    {
        options.ApiKey = Environment.GetEnvironmentVariable("VERIFY_ELASTICSEARCH_API_KEY") ?? "";
        options.Username = Environment.GetEnvironmentVariable("VERIFY_ELASTICSEARCH_USERNAME") ?? "";
        options.Password = Environment.GetEnvironmentVariable("VERIFY_ELASTICSEARCH_PASSWORD") ?? "";
        options.CaFile = Environment.GetEnvironmentVariable("VERIFY_ELASTICSEARCH_CA_FILE");
        options.Fingerprint = Environment.GetEnvironmentVariable("VERIFY_ELASTICSEARCH_FINGERPRINT");
        options.SearchTimeout = TimeSpan.FromSeconds(10);
    }
}
