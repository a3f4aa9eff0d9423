namespace CsrAgent.Adapters.Claude.Replies;

/// <summary>A block of a reply, in the API's JSON.</summary>
internal sealed record ClaudeReplyBlock(bool IsThinking, ReadOnlyMemory<byte> Json);
