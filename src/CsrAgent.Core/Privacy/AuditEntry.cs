namespace CsrAgent.Privacy;

/// <param name="Number">Assigned by the store; 0 before that.</param>
/// <param name="Actor">The admin, a support agent's name, or <c>system</c>.</param>
/// <param name="Action">Lower-case and dotted, such as <c>customer.erase</c>.</param>
/// <param name="Subject">What the action was applied to: ids only. An erased customer appears as a keyed hash.</param>
public sealed record AuditEntry(long Number, DateTimeOffset At, string Actor, string Action, string Subject, string? Details);
