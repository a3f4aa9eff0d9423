using CsrAgent.Conversations;

namespace CsrAgent.Host.Chat.Programs;

/// <summary>What a program asks the agent.</summary>
/// <param name="NamesCustomer">False where the program asks for nobody in particular.</param>
/// <param name="MessageKey">Sent again with it, a question is answered once; null for none.</param>
internal sealed record ProgramQuestion(
    ConversationId Id,
    string UserId,
    string Text,
    bool NamesCustomer,
    string? MessageKey = null,
    bool Stream = false
);
