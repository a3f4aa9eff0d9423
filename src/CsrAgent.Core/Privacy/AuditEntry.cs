namespace CsrAgent.Privacy;

/// <param name="Number">Given by the store; 0 before.</param>
/// <param name="Actor">The admin, a support agent's name, or <c>system</c>.</param>
/// <param name="Action">Lower-case and dotted, such as <c>customer.erase</c>.</param>
/// <param name="Subject">What it was done to: ids only. A customer who was erased appears by a keyed hash.</param>
public sealed record AuditEntry(long Number, DateTimeOffset At, string Actor, string Action, string Subject, string? Details);
