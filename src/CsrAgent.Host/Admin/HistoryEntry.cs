namespace CsrAgent.Host.Admin;

internal sealed record HistoryEntry(string Role, string Text);
