using CsrAgent.Conversations;

namespace CsrAgent.Turns;

/// <summary>
/// The part of the history that the model reads. Where the conversation is longer than HISTORY_LIMIT, its beginning moves on by half of
/// that at a time, not with each message: so the prompt begins with the same words for several turns, and the provider's cache serves them.
/// </summary>
internal static class HistoryWindow
{
    /// <param name="history">The latest messages, as many as the limit allows.</param>
    /// <param name="contextStart">The sequence after which the conversation's context begins.</param>
    public static IReadOnlyList<Message> Of(IReadOnlyList<Message> history, long contextStart)
    {
        var isWhole = history.Count < 2 || history[0].Sequence <= contextStart + 1;
        if (isWhole) return history;
        var step = history.Count / 2;
        return [.. history.SkipWhile(message => (message.Sequence - 1) % step != 0)];
    }
}
