using CsrAgent.Admission;
using CsrAgent.Conversations;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Host.Chat;

/// <param name="IsRepeat">True if it was accepted before this request.</param>
internal sealed record AcceptedMessage(ConversationId ConversationId, string MessageId, bool IsRepeat)
{
    /// <summary>Null where it was not accepted: see <see cref="MessageRefusal"/>.</summary>
    public static AcceptedMessage? Of(ConversationId id, AdmissionOutcome outcome) =>
        outcome switch
        {
            AdmissionOutcome.Decided { Outcome: AcceptOutcome.Accepted accepted } => new(id, accepted.MessageId, IsRepeat: false),
            AdmissionOutcome.Decided { Outcome: AcceptOutcome.Duplicate known } => new(id, known.MessageId, IsRepeat: true),
            _ => null,
        };
}
