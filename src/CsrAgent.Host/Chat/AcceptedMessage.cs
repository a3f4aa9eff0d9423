using CsrAgent.Conversations;

namespace CsrAgent.Host.Chat;

/// <param name="IsRepeat">True if it was accepted before this request.</param>
internal sealed record AcceptedMessage(ConversationId ConversationId, string MessageId, bool IsRepeat);
