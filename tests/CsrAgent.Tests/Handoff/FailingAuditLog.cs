using System.Collections.Concurrent;
using CsrAgent.Privacy;

namespace CsrAgent.Tests.Handoff;

/// <summary>Keeps what it is given, until it fails.</summary>
internal sealed class FailingAuditLog : IAuditLog
{
    public ConcurrentQueue<AuditEntry> Entries { get; } = new();

    public bool Fails { get; set; }

    public Task AppendAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        if (Fails) return Task.FromException(new IOException("no log"));
        Entries.Enqueue(entry);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<AuditEntry>> ReadAsync(long? before, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<long> ReadLastNumberAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
