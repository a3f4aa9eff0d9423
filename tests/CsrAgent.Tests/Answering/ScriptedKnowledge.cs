using CsrAgent.Knowledge;

namespace CsrAgent.Tests.Answering;

/// <summary>Finds what the test put in: the passages whose key word is in the query. Can be told to fail.</summary>
internal sealed class ScriptedKnowledge : IKnowledgeIndex
{
    private readonly List<(string Word, PassageHit Hit)> _entries = [];

    public List<KnowledgeQuery> Queries { get; } = [];

    public Exception? Error { get; set; }

    public ScriptedKnowledge Holds(string word, PassageHit hit)
    {
        _entries.Add((word, hit));
        return this;
    }

    public Task<IReadOnlyList<PassageHit>> SearchAsync(KnowledgeQuery query, CancellationToken cancellationToken)
    {
        lock (Queries)
            Queries.Add(query);
        return Error is not null
            ? Task.FromException<IReadOnlyList<PassageHit>>(Error)
            : Task.FromResult<IReadOnlyList<PassageHit>>([
                .. _entries
                    .Where(entry => query.Text.Contains(entry.Word, StringComparison.OrdinalIgnoreCase))
                    .Select(entry => entry.Hit)
                    .Take(query.Limit),
            ]);
    }

    public Task UpsertAsync(IReadOnlyCollection<KnowledgeArticle> articles, DateTimeOffset syncedAt, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> DeleteAsync(string articleId, string? source, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task SwapAsync(
        string source,
        IReadOnlyCollection<KnowledgeArticle> articles,
        DateTimeOffset syncedAt,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<string, IndexedArticle>> ListAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<KnowledgeArticle?> ReadAsync(string articleId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<PassageHit> ReadPassagesAsync(CancellationToken cancellationToken) =>
        _entries.Select(entry => entry.Hit).ToAsyncEnumerable();

    public Task ProbeAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
