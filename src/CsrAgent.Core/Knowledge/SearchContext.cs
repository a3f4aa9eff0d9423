using CsrAgent.Conversations;

namespace CsrAgent.Knowledge;

/// <summary>
/// What of a conversation helps a search. The customer's own words do; of the agent's answers their article's title says what they were
/// about, and in fewer words than the answer.
/// </summary>
internal static class SearchContext
{
    private const int AnswerLength = 160;

    public static IReadOnlyList<string> Of(IReadOnlyList<Message> history, int limit)
    {
        if (history.Count == 0 || limit == 0) return [];
        return [.. history.Where(message => message.Role is not MessageRole.System).TakeLast(limit).Select(TextOf)];
    }

    private static string TextOf(Message message) =>
        message switch
        {
            { Role: MessageRole.Customer } => message.Text,
            { Articles: [var first, ..] } => first.Title,
            { Text.Length: > AnswerLength } => message.Text[..AnswerLength],
            _ => message.Text,
        };
}
