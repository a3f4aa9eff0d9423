using CsrAgent.Conversations;

namespace CsrAgent.Adapters.Slack;

/// <summary>
/// Where a conversation takes place: one user's part of one thread. Several people may write in a channel's thread; each has a conversation
/// of their own there, with their own context.
/// </summary>
/// <remarks>
/// In the conversation's id the digits of the <c>ts</c> are letters: beside those of a channel or user they would pass for a card number
/// now and then, and an id with a card number in it is refused.
/// </remarks>
/// <param name="Install">The workspace, or the enterprise if the app is installed for all its workspaces.</param>
/// <param name="Root">The <c>ts</c> of the message that the thread hangs from.</param>
internal readonly record struct SlackThread(string Install, string Channel, string Root, string User)
{
    private const string Prefix = "slack";

    public ConversationId ConversationId => new($"{Prefix}:{Install}:{Channel}:{ToLetters(Root)}:{User}");

    /// <summary>The customer's id: users are numbered per install.</summary>
    public string UserId => $"{Install}:{User}";

    /// <summary>Only this user and the agent read it.</summary>
    public bool IsDirect => Channel.StartsWith('D');

    /// <summary>Null for a conversation that Slack did not open.</summary>
    public static SlackThread? Parse(ConversationId id) =>
        id.Value.Split(':') is [Prefix, var install, var channel, var root, var user]
            ? new(install, channel, FromLetters(root), user)
            : null;

    private static string ToLetters(string ts) => string.Concat(ts.Select(c => char.IsAsciiDigit(c) ? (char)(c - '0' + 'a') : c));

    private static string FromLetters(string root) =>
        string.Concat(root.Select(c => c is >= 'a' and <= 'j' ? (char)(c - 'a' + '0') : c));
}
