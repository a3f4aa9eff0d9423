namespace CsrAgent.Host.Chat.Programs;

/// <summary>What a program asks the agent.</summary>
/// <param name="Customer">Whom the program names; null where it asks for nobody in particular, or goes on.</param>
/// <param name="SessionId">The conversation that goes on; null to begin one, or to find it by what follows.</param>
/// <param name="FirstWords">By which a program that keeps no session is recognized; null for none.</param>
/// <param name="MessageKey">Sent again with it, a question is answered once; null for none.</param>
internal sealed record ProgramQuestion(
    string Text,
    string? Customer,
    string? SessionId,
    string? FirstWords = null,
    string? MessageKey = null,
    bool Stream = false
);
