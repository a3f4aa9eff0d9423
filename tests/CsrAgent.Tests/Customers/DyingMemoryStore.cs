using CsrAgent.Memory;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Customers;

/// <summary>Three memories of one customer. The call that forgets them does so, and nobody hears of it.</summary>
internal sealed class DyingMemoryStore : IMemoryStore
{
    private List<CustomerMemory> _memories =
    [
        .. Enumerable
            .Range(0, 3)
            .Select(n => new CustomerMemory
            {
                Id = $"memory_{n}",
                Owner = new("web", "ann"),
                Kind = MemoryKind.Fact,
                Text = "Has a lamp.",
                SessionId = "s1",
                At = Some.Noon,
            }),
    ];

    public Task<string> ReadMarkAsync(string userId, CancellationToken cancellationToken) => Task.FromResult("");

    public Task<bool> RememberAsync(IReadOnlyList<CustomerMemory> memories, string mark, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<CustomerMemory>> RecallAsync(MemoryOwner owner, MemoryQuery query, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<CustomerMemory>> ListAsync(string userId, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<CustomerMemory>>(_memories);

    public Task<int> ForgetAsync(MemoryFilter filter, CancellationToken cancellationToken)
    {
        var forgotten = _memories.Count;
        _memories = [];
        return forgotten == 0 ? Task.FromResult(0) : throw new TimeoutException("The process dies here.");
    }
}
