namespace CsrAgent.Privacy;

/// <param name="Number">Assigned by the store, without gaps from 1; 0 before that.</param>
/// <param name="Actor">The admin, a support agent's name, or <c>system</c>.</param>
/// <param name="Action">Lower-case and dotted, such as <c>customer.erase</c>.</param>
/// <param name="Subject">What the action was applied to: ids only. An erased customer appears as a keyed hash.</param>
/// <param name="Hash">Of <see cref="Audit.AuditChain"/>, assigned by the store; null where an earlier version wrote it.</param>
public sealed record AuditEntry(
    long Number,
    DateTimeOffset At,
    string Actor,
    string Action,
    string Subject,
    string? Details,
    string? Hash = null
);
