using CsrAgent.Conversations;

namespace CsrAgent.Knowledge;

/// <summary>
/// The parts of a conversation that help a search: the customer's own messages and, for the agent's answers, the title of the article,
/// which says in fewer words what they were about.
/// </summary>
internal static class SearchContext
{
    private const int AnswerLength = 160;
    private const int BeginningLength = 300;
    private const int MaxNamed = 40;

    public static IReadOnlyList<string> Of(IReadOnlyList<Message> history, int limit)
    {
        if (history.Count == 0 || limit == 0) return [];
        return [.. history.Where(message => message.Role is not MessageRole.System).TakeLast(limit).Select(TextOf)];
    }

    /// <summary>
    /// The earlier messages, in which names are looked for. "How about the Harbour Hotel?" is what the agent says first, and an answer's
    /// beginning: further down, an article may speak of many.
    /// </summary>
    public static IReadOnlyList<string> Named(IReadOnlyList<Message> history) =>
        history.Count == 0
            ? []
            : [.. history.Where(message => message.Role is not MessageRole.System).TakeLast(MaxNamed).Select(BeginningOf)];

    private static string BeginningOf(Message message) =>
        message.Role == MessageRole.Customer || message.Text.Length <= BeginningLength ? message.Text : message.Text[..BeginningLength];

    private static string TextOf(Message message) =>
        message switch
        {
            { Role: MessageRole.Customer } => message.Text,
            { Articles: [var first, ..] } => first.Title,
            { Text.Length: > AnswerLength } => message.Text[..AnswerLength],
            _ => message.Text,
        };
}
