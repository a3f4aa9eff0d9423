using CsrAgent.Conversations;
using CsrAgent.Host.Identity.Jwt;

namespace CsrAgent.Host.Chat.Programs;

/// <summary>Finds the conversation to which a program's question belongs, and its customer.</summary>
internal sealed class ProgramConversations(SessionIds ids, IConversationStore store)
{
    private const string Channel = "api";

    /// <summary>
    /// The session that the program names; else a conversation that begins with the same words of the same customer is the same one, and
    /// without a customer it is a new one.
    /// </summary>
    public ConversationId IdOf(ProgramQuestion question) =>
        question switch
        {
            { SessionId: { } session } => new(session),
            { Customer: { } customer, FirstWords: { } words } => ids.ForFirstMessage(Channel, customer, words),
            { MessageKey: { } key } => ids.ForFirstMessage(Channel, "", key),
            _ => SessionIds.NewRandom(),
        };

    /// <summary>Who goes on without naming the customer is the one who began.</summary>
    public async Task<string> CustomerOfAsync(ProgramQuestion question, ConversationId id, CancellationToken cancellationToken)
    {
        if (question.Customer is { } named) return named;
        var owner = question.SessionId is null ? null : (await store.ReadAsync(id, 0, 1, cancellationToken))?.Conversation.UserId;
        return owner ?? CustomerIdentity.Program + id.Value;
    }

    /// <summary>False where the program asks for nobody in particular.</summary>
    public static bool IsNamed(string customer) => !customer.StartsWith(CustomerIdentity.Program, StringComparison.Ordinal);
}
