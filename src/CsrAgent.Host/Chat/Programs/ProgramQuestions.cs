using CsrAgent.Admission;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;
using CsrAgent.Host.Identity;
using CsrAgent.Privacy;
using Microsoft.Extensions.Options;

namespace CsrAgent.Host.Chat.Programs;

/// <summary>
/// Asks the agent on behalf of a program that has an admin key, which vouches for whom it names. The same way as any other message: one
/// entry, one turn, one reply.
/// </summary>
/// <remarks>Seven constructor parameters: a message's entry and its reply, as <see cref="PostMessage"/> has them.</remarks>
internal sealed class ProgramQuestions(
    AdmissionGate admission,
    IReplyFeed feed,
    OpenChats open,
    ReplyWriter replies,
    ProgramConversations conversations,
    Redactor redactor,
    IOptions<IdentityOptions> identity
)
{
    private const string Channel = "api";

    /// <summary>
    /// Null once <paramref name="answered"/> has had the wait for the reply; otherwise why the message was not accepted.
    /// </summary>
    public async Task<MessageRefusal?> AskAsync(
        ProgramQuestion question,
        Func<ReplyWait, Task> answered,
        CancellationToken cancellationToken
    )
    {
        var id = conversations.IdOf(question);
        if (!SessionIds.IsValid(id.Value) || redactor.HasCard(id.Value))
        {
            return new(400, Http.Problem.InvalidField, $"session_id must be {PrintableId.Description}, and no card number.", "session_id");
        }
        using var place = open.TryEnter();
        if (place is null) return MessageRefusal.TooManyChats;
        var customer = await conversations.CustomerOfAsync(question, id, cancellationToken);
        await using var subscription = feed.Subscribe(id);
        var outcome = await admission.AdmitAsync(
            new AdmissionRequest
            {
                ConversationId = id,
                UserId = customer,
                Channel = Channel,
                Text = question.Text,
                MessageKey = question.MessageKey,
                SenderIsProven = ProgramConversations.IsNamed(customer) && identity.Value.ChatAuth != ChatAuth.Open,
                Stream = question.Stream,
            },
            cancellationToken
        );
        if (AcceptedMessage.Of(id, outcome) is not { } message) return MessageRefusal.Of(outcome);
        await answered(replies.WaitFor(message, subscription));
        return null;
    }
}
