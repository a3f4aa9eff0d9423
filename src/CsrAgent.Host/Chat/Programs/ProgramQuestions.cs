using CsrAgent.Admission;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;
using CsrAgent.Host.Identity;
using CsrAgent.Host.Identity.Jwt;
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
    SessionIds ids,
    Redactor redactor,
    IOptions<IdentityOptions> identity
)
{
    private const string Channel = "api";

    /// <summary>
    /// A conversation that begins with the same words of the same customer is the same one; without a customer it is a new one.
    /// </summary>
    /// <param name="customer">Whom the program names, or null.</param>
    /// <param name="sessionId">Which the program names, or null.</param>
    /// <param name="firstWords">By which a program that keeps no session is recognized, or null.</param>
    /// <param name="key">By which a request that is sent again is recognized, or null.</param>
    public (ConversationId Id, string UserId) ConversationOf(string? customer, string? sessionId, string? firstWords, string? key)
    {
        var id =
            sessionId is not null ? new ConversationId(sessionId)
            : customer is not null && firstWords is not null ? ids.ForFirstMessage(Channel, customer, firstWords)
            : key is not null ? ids.ForFirstMessage(Channel, "", key)
            : SessionIds.NewRandom();
        return (id, customer ?? CustomerIdentity.Program + id.Value);
    }

    /// <summary>
    /// Null once <paramref name="answered"/> has had the wait for the reply; otherwise why the message was not accepted.
    /// </summary>
    public async Task<MessageRefusal?> AskAsync(
        ProgramQuestion question,
        Func<ReplyWait, Task> answered,
        CancellationToken cancellationToken
    )
    {
        if (!SessionIds.IsValid(question.Id.Value) || redactor.HasCard(question.Id.Value))
        {
            return new(400, Http.Problem.InvalidField, $"session_id must be {PrintableId.Description}, and no card number.", "session_id");
        }
        using var place = open.TryEnter();
        if (place is null) return MessageRefusal.TooManyChats;
        await using var subscription = feed.Subscribe(question.Id);
        var outcome = await admission.AdmitAsync(
            new AdmissionRequest
            {
                ConversationId = question.Id,
                UserId = question.UserId,
                Channel = Channel,
                Text = question.Text,
                MessageKey = question.MessageKey,
                SenderIsProven = question.NamesCustomer && identity.Value.ChatAuth != ChatAuth.Open,
                Stream = question.Stream,
            },
            cancellationToken
        );
        if (AcceptedMessage.Of(question.Id, outcome) is not { } message) return MessageRefusal.Of(outcome);
        await answered(replies.WaitFor(message, subscription));
        return null;
    }
}
