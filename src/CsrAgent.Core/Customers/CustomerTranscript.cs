using CsrAgent.Conversations;

namespace CsrAgent.Customers;

public sealed record CustomerTranscript(Conversation Conversation, IReadOnlyList<Message> Messages);
