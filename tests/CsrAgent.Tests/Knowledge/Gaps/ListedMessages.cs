using CsrAgent.Conversations;
using CsrAgent.Conversations.Reporting;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Knowledge.Gaps;

/// <summary>Conversations of the messages that the test put in.</summary>
internal sealed class ListedMessages : IConversationStore
{
    private readonly Dictionary<ConversationId, List<Message>> _conversations = [];

    public void Add(ConversationId id, TurnId turn, MessageRole role, string text)
    {
        if (!_conversations.TryGetValue(id, out var messages)) _conversations[id] = messages = [];
        messages.Add(
            new()
            {
                Id = $"{id.Value}-{messages.Count}",
                Sequence = messages.Count + 1,
                Role = role,
                Text = text,
                At = Some.Noon,
                TurnId = turn,
            }
        );
    }

    public Task<ConversationPage?> ReadAsync(ConversationId id, long after, int limit, CancellationToken cancellationToken)
    {
        if (!_conversations.TryGetValue(id, out var messages)) return Task.FromResult<ConversationPage?>(null);
        var page = messages.Skip((int)after).Take(limit).ToList();
        var conversation = new Conversation
        {
            Id = id,
            UserId = "ann",
            Channel = "web",
            CreatedAt = Some.Noon,
            UpdatedAt = Some.Noon,
        };
        return Task.FromResult<ConversationPage?>(new(conversation, page, after + page.Count < messages.Count ? after + page.Count : null));
    }

    public Task<TurnReply?> ReadReplyAsync(ConversationId id, string messageId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<Conversation>> ListAsync(ConversationFilter filter, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> EndAsync(ConversationId id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<int> EraseAsync(
        IReadOnlyCollection<ConversationId> ids,
        ErasureReference? erasure,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();
}
