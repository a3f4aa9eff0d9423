using CsrAgent.Conversations;

namespace CsrAgent.Knowledge;

/// <summary>
/// The parts of a conversation that help a search: the customer's own messages and, for the agent's answers, the title of the article,
/// which says in fewer words what they were about.
/// </summary>
internal static class SearchContext
{
    private const int AnswerLength = 160;
    private const int MaxNamed = 20;

    public static IReadOnlyList<string> Of(IReadOnlyList<Message> history, int limit)
    {
        if (history.Count == 0 || limit == 0) return [];
        return [.. history.Where(message => message.Role is not MessageRole.System).TakeLast(limit).Select(TextOf)];
    }

    /// <summary>The customer's earlier messages, in which names are looked for.</summary>
    public static IReadOnlyList<string> Named(IReadOnlyList<Message> history) =>
        history.Count == 0
            ? []
            : [.. history.Where(message => message.Role == MessageRole.Customer).TakeLast(MaxNamed).Select(message => message.Text)];

    private static string TextOf(Message message) =>
        message switch
        {
            { Role: MessageRole.Customer } => message.Text,
            { Articles: [var first, ..] } => first.Title,
            { Text.Length: > AnswerLength } => message.Text[..AnswerLength],
            _ => message.Text,
        };
}
