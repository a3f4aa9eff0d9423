using CsrAgent.Adapters.Qdrant;
using CsrAgent.Embeddings;
using CsrAgent.Memory;
using CsrAgent.Telemetry;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Qdrant;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Adapters.Qdrant;

/// <summary>The store of memories over a fake Qdrant, as the server wires it; or over a real one, in collections of its own.</summary>
internal sealed class QdrantRig : IAsyncDisposable
{
    private readonly List<ServiceProvider> _processes = [];

    private QdrantOptions? _real;

    private QdrantRig(FakeQdrant qdrant) => Qdrant = qdrant;

    public FakeQdrant Qdrant { get; }

    public FakeTimeProvider Time { get; } = new(Some.Noon);

    /// <param name="apiKey">What the fake asks for.</param>
    /// <param name="mayBeReal">Over the one of VERIFY_QDRANT_URL, where that is set.</param>
    public static async Task<QdrantRig> StartAsync(string? apiKey = null, bool mayBeReal = false) =>
        new(await FakeQdrant.StartAsync(apiKey)) { _real = mayBeReal ? RealQdrant() : null };

    /// <summary>Whether the process embeds, and with what.</summary>
    public TextEmbedder Embedder { get; set; } =
        new([], Options.Create(new EmbeddingOptions()), TimeProvider.System, NullLogger<TextEmbedder>.Instance);

    /// <summary>In a process of its own.</summary>
    public IMemoryStore Open(string? apiKey = null, TimeSpan? timeout = null, string? url = null) =>
        Start(apiKey, timeout, url).GetRequiredService<IMemoryStore>();

    public Task<IReadOnlyList<Diagnosis>> TestAsync(string? url = null) =>
        Start(null, null, url).GetRequiredService<ISelfTest>().RunAsync(TestContext.Current.CancellationToken);

    private ServiceProvider Start(string? apiKey, TimeSpan? timeout, string? url)
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton(Embedder)
            .Configure<QdrantOptions>(options =>
            {
                (options.Url, options.ApiKey) = (url ?? _real?.Url ?? Qdrant.Url, apiKey ?? _real?.ApiKey);
                if (_real is not null) (options.CaFile, options.Collection) = (_real.CaFile, _real.Collection);
                if (timeout is { } given) options.Timeout = given;
            })
            .AddQdrant()
            .BuildServiceProvider();
        _processes.Add(services);
        return services;
    }

    private static QdrantOptions? RealQdrant() =>
        Environment.GetEnvironmentVariable("VERIFY_QDRANT_URL") is { Length: > 0 } url
            ? new QdrantOptions
            {
                Url = url,
                ApiKey = Environment.GetEnvironmentVariable("VERIFY_QDRANT_API_KEY"),
                CaFile = Environment.GetEnvironmentVariable("VERIFY_QDRANT_CA_FILE"),
                Collection = $"csr_verify_{Guid.NewGuid():N}",
            }
            : null;

    /// <summary>Leaves nothing in a real one.</summary>
    private async Task DropAsync(QdrantOptions real)
    {
        var qdrant = _processes[0].GetRequiredService<QdrantConnection>();
        foreach (var collection in new[] { real.Collection + "_1", real.Collection + "_marks" })
        {
            await qdrant.CallAsync(
                async (client, token) =>
                {
                    await client.DeleteCollectionAsync(collection, cancellationToken: token);
                    return true;
                },
                missing: false,
                CancellationToken.None
            );
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_real is not null) await DropAsync(_real);
        foreach (var process in _processes) await process.DisposeAsync();
        await Qdrant.DisposeAsync();
    }
}
