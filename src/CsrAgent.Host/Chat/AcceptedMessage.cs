using CsrAgent.Conversations;

namespace CsrAgent.Host.Chat;

/// <param name="IsRepeat">True when it had been accepted before this request.</param>
internal sealed record AcceptedMessage(ConversationId ConversationId, string MessageId, bool IsRepeat);
