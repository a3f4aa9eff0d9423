namespace CsrAgent.Privacy.Audit;

/// <summary>A place where the audit log is not as it was written.</summary>
/// <param name="Number">Of the first entry concerned.</param>
/// <param name="Through">Of the last one.</param>
public sealed record AuditBreak(AuditBreakKind Kind, long Number, long Through);
