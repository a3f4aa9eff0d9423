using CsrAgent.Conversations;

namespace CsrAgent.Tests.Conversations;

/// <summary>Knows one reply, once the test has set it, and counts how often it was asked.</summary>
internal sealed class FakeConversationStore : IConversationStore
{
    public TurnReply? Reply { get; set; }

    public int Reads { get; private set; }

    public Task<TurnReply?> ReadReplyAsync(ConversationId id, string messageId, CancellationToken cancellationToken)
    {
        Reads++;
        return Task.FromResult(Reply);
    }

    public Task<ConversationPage?> ReadAsync(ConversationId id, long after, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<Conversation>> ListAsync(ConversationFilter filter, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> EndAsync(ConversationId id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<int> EraseAsync(IReadOnlyCollection<ConversationId> ids, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
