using System.Globalization;

namespace CsrAgent.Conversations.Reporting;

/// <summary>A place in the list of conversations by their newest activity: that of one which was listed there.</summary>
/// <param name="UpdatedAt">Its activity, to the millisecond.</param>
public sealed record ConversationCursor(DateTimeOffset UpdatedAt, ConversationId Id)
{
    public static ConversationCursor Of(Conversation conversation) => new(conversation.UpdatedAt, conversation.Id);

    /// <summary>Null if <paramref name="text"/> is not what <see cref="ToString"/> gives.</summary>
    public static ConversationCursor? TryParse(string text)
    {
        var end = text.IndexOf('-', StringComparison.Ordinal);
        return
            end > 0
            && long.TryParse(text[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            && ConversationId.IsValid(text[(end + 1)..])
            ? new(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), new(text[(end + 1)..]))
            : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{UpdatedAt.ToUnixTimeMilliseconds()}-{Id.Value}");
}
