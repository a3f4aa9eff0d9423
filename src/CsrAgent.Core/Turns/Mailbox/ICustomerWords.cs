using CsrAgent.Conversations;

namespace CsrAgent.Turns.Mailbox;

/// <summary>
/// What a customer wrote last, for what is read across messages: a card number of which each holds a part. Safe to call from many threads.
/// A read sees every accept and commit that completed before it began.
/// </summary>
public interface ICustomerWords
{
    /// <summary>
    /// The customer's newest messages of one conversation, oldest first, those that still wait for their turn included; empty where the
    /// conversation is unknown.
    /// </summary>
    Task<IReadOnlyList<Message>> ReadLatestAsync(ConversationId id, int limit, CancellationToken cancellationToken);
}
