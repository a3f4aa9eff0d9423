namespace CsrAgent.Evals.Reports;

/// <param name="Said">What the customer wrote.</param>
/// <param name="Reply">What the customer was told, where there is a reply.</param>
internal sealed record Mistake(string Said, string Expected, string Found, string? Reply = null);
