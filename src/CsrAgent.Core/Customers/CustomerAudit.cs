using CsrAgent.Privacy;

namespace CsrAgent.Customers;

/// <summary>The audit log's lines about customers, who stand in it by their keyed hash only.</summary>
public sealed class CustomerAudit(IAuditLog audit, Pseudonyms pseudonyms, TimeProvider time)
{
    public DateTimeOffset Now => time.GetUtcNow();

    public string SubjectOf(string userId) => pseudonyms.Of(userId);

    public Task AppendAsync(string action, string userId, string actor, string details, CancellationToken cancellationToken) =>
        audit.AppendAsync(new(0, Now, actor, action, SubjectOf(userId), details), cancellationToken);
}
