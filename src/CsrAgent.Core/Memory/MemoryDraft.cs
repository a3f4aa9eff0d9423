namespace CsrAgent.Memory;

/// <summary>What might be kept of a conversation, before it is checked and redacted.</summary>
internal sealed record MemoryDraft(MemoryKind Kind, string Text);
