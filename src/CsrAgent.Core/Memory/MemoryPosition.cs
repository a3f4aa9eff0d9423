using CsrAgent.Conversations.Reporting;

namespace CsrAgent.Memory;

/// <summary>Where the reading of ended conversations has come to, and the right of one process to go on with it for a while.</summary>
/// <param name="After">The last conversation that was read, in the order in which they ended.</param>
/// <param name="Holder">Names the process that has the right.</param>
public sealed record MemoryPosition(ConversationCursor After, string Holder);
