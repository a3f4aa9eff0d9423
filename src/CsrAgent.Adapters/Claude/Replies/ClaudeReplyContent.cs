using CsrAgent.Answering.Model;

namespace CsrAgent.Adapters.Claude.Replies;

/// <summary>
/// The blocks of a reply as they came, which go back with the results of its tool calls: the API rejects a conversation in which a thinking
/// block, or what precedes one, is not what the model wrote.
/// </summary>
/// <param name="model">The model that was asked. Its thinking means nothing to another one.</param>
/// <param name="blocks">In order; without what cannot go back.</param>
internal sealed class ClaudeReplyContent(string model, IReadOnlyList<ClaudeReplyBlock> blocks) : VerbatimReplyContent
{
    public IEnumerable<ReadOnlyMemory<byte>> BlocksFor(string reader) =>
        blocks.Where(block => reader == model || !block.IsThinking).Select(block => block.Json);
}
