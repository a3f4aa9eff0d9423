using CsrAgent.Conversations;

namespace CsrAgent.Channels;

/// <summary>Words for a customer on a channel that has to be called.</summary>
/// <param name="Id">Deterministic: conversation, turn and part; a channel can recognise a repeat by it.</param>
public sealed record Delivery(string Id, ConversationId ConversationId, string Channel, string UserId, string Text)
{
    public IReadOnlyList<ArticleReference> Articles { get; init; } = [];
}
