using CsrAgent.Conversations;
using CsrAgent.Conversations.Reporting;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Turns;

namespace CsrAgent.Tests.Conversations;

/// <summary>Knows one message, and its reply once the test has set it, and counts how often it was asked for that.</summary>
internal sealed class FakeConversationStore : IConversationStore
{
    public TurnReply? Reply { get; set; }

    public Conversation Conversation { get; set; } = SomeTurn.Lease().Conversation;

    public int Reads { get; private set; }

    public Task<TurnReply?> ReadReplyAsync(ConversationId id, string messageId, CancellationToken cancellationToken)
    {
        Reads++;
        return Task.FromResult(Reply);
    }

    /// <summary>While set, pages fail with it.</summary>
    public Exception? Error { get; set; }

    /// <summary>How many pages were asked for.</summary>
    public int Pages { get; private set; }

    /// <summary>The id of the message that waits, or null after its erasure.</summary>
    public string? Waiting { get; set; } = "msg_1";

    public Task<ConversationPage?> ReadAsync(ConversationId id, long after, int limit, CancellationToken cancellationToken)
    {
        Pages++;
        if (Error is not null) return Task.FromException<ConversationPage?>(Error);
        if (Waiting is null) return Task.FromResult<ConversationPage?>(null);
        var message = new Message
        {
            Id = Waiting,
            Role = MessageRole.Customer,
            Text = "Where is my order?",
            At = Some.Noon,
        };
        return Task.FromResult<ConversationPage?>(new(Conversation, [message], null));
    }

    public Task<IReadOnlyList<Conversation>> ListAsync(ConversationFilter filter, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> EndAsync(ConversationId id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<int> EraseAsync(
        IReadOnlyCollection<ConversationId> ids,
        ErasureReference? erasure,
        CancellationToken cancellationToken
    ) =>
        throw new NotSupportedException();
}
