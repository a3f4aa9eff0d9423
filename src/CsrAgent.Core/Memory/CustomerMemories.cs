using CsrAgent.Embeddings;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Memory;

/// <summary>
/// The memories of this server's customers, for those who use them: turns recall within a bounded time or go on without, the company lists
/// and deletes. Safe to call from many threads.
/// </summary>
/// <param name="embedder">Makes a question's vector.</param>
/// <param name="options">Whether memory is on.</param>
/// <param name="time">Limits a recall.</param>
/// <param name="logger">Is told when the store is away.</param>
/// <param name="stores">One; where there is none, it is as if memory were off and nothing had ever been kept.</param>
public sealed class CustomerMemories(
    TextEmbedder embedder,
    IOptions<MemoryOptions> options,
    TimeProvider time,
    ILogger<CustomerMemories> logger,
    IEnumerable<IMemoryStore> stores
)
{
    /// <summary>The most that are recalled for one turn.</summary>
    public const int MaxRecalled = 5;

    private const int PageSize = 1_000;

    /// <summary>How long a reply waits for it, at most.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    /// <summary>How long turns do not ask a store that has just failed.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    private readonly IMemoryStore? _store = stores.FirstOrDefault();
    private volatile Failure? _failure;

    /// <summary>False: no turn asks, and nothing is learned.</summary>
    public bool IsOn => _store is not null && options.Value.Mode == MemoryMode.On;

    public bool HasStore => _store is not null;

    /// <summary>What fits a turn of this customer; empty also where the store is away or slow. Throws only when it is cancelled.</summary>
    /// <param name="owner">Whose identity is proven.</param>
    /// <param name="text">What the customer says.</param>
    /// <param name="language">ISO 639-1.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<CustomerMemory>> RecallAsync(
        MemoryOwner owner,
        string text,
        string language,
        CancellationToken cancellationToken
    )
    {
        if (_store is null || !IsOn) return [];
        if (_failure is { } last && time.GetElapsedTime(last.At) < Rest) return Count([], "skipped");
        using var budget = new CancellationTokenSource(Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, budget.Token);
        try
        {
            var query = new MemoryQuery(text, language, await VectorAsync(text, language, both.Token), MaxRecalled);
            // Does not wait for a client that ignores its token.
            var found = await _store.RecallAsync(owner, query, both.Token).WaitAsync(both.Token);
            _failure = null;
            // Whatever a store does wrong, nobody is told of another customer.
            return Count([.. found.Where(memory => memory.Owner == owner)], found.Count > 0 ? "found" : "nothing");
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever the store's fault is, the reply goes on without memory.
            if (_failure is null) logger.LogWarning(e, "Memory cannot be recalled; replies go on without it");
            _failure = new(time.GetTimestamp());
            return Count([], "failed");
        }
    }

    /// <summary>All of a customer's memories, on all channels, newest first.</summary>
    public async Task<IReadOnlyList<CustomerMemory>> ListAsync(string userId, CancellationToken cancellationToken) =>
        _store is null ? [] : await _store.ListAsync(userId, PageSize, cancellationToken);

    /// <summary>Removes memories, and returns how many.</summary>
    public async Task<int> ForgetAsync(MemoryFilter filter, CancellationToken cancellationToken) =>
        _store is null ? 0 : await _store.ForgetAsync(filter, cancellationToken);

    /// <summary>What is wrong with the store, for the operator; null for nothing.</summary>
    public async Task<string?> FindFaultAsync(CancellationToken cancellationToken)
    {
        if (_store is null) return null;
        using var budget = new CancellationTokenSource(Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, budget.Token);
        try
        {
            await _store.ReadMarkAsync("-", both.Token).WaitAsync(both.Token);
            _failure = null;
            return null;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it throws is the answer.
            return e is CsrAgentException ? e.Message : e.GetType().Name;
        }
    }

    private async Task<MemoryVector?> VectorAsync(string text, string language, CancellationToken cancellationToken) =>
        embedder.Understands(language) && await embedder.TryEmbedAsync([text], cancellationToken) is [var vector]
            ? new(embedder.ModelId, vector)
            : null;

    private static IReadOnlyList<CustomerMemory> Count(IReadOnlyList<CustomerMemory> found, string outcome)
    {
        MemoryMetrics.Count(MemoryMetrics.Recalls, outcome);
        return found;
    }

    private sealed record Failure(long At);
}
