using System.Globalization;
using System.Text.RegularExpressions;
using CsrAgent.Conversations;

namespace CsrAgent.Adapters.Zendesk;

/// <summary>
/// The names of tickets, customers and comments in this server. Zendesk counts them itself, tickets from one and everything else in numbers
/// of up to 14 digits, of which some look like a payment card and are none. Longer numbers are no ids of Zendesk's; in case somebody sends
/// one that is a card, they are written in base 36.
/// </summary>
internal static partial class ZendeskIds
{
    private const string Prefix = "zendesk:";
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";

    private const long EndOfTickets = 1_000_000_000_000;
    private const long EndOfIds = 100_000_000_000_000;

    /// <summary>
    /// A ticket that gets another requester is another conversation: its new one is not told what the former one wrote.
    /// </summary>
    public static ConversationId Conversation(long ticket, long requester) => new($"{Prefix}{ticket}:{Name(requester)}");

    /// <summary>False for a number with as many digits as a card has, which must stand in no address and no log.</summary>
    public static bool IsTicket(long number) => number is > 0 and < EndOfTickets;

    public static string User(long requester) => Prefix + Name(requester);

    /// <summary>True where the ticket has another requester by now than the customer of this server.</summary>
    public static bool IsFormer(string user, long? requester) => requester is { } now && User(now) != user;

    /// <summary>The customer as Zendesk's people find them.</summary>
    public static string Name(string user) => user.StartsWith(Prefix, StringComparison.Ordinal) ? user[Prefix.Length..] : user;

    /// <summary>What a comment is recognized by when it comes again, by whatever webhook.</summary>
    public static string Key(long ticket, long comment) => $"{ticket}/{Name(comment)}";

    /// <summary>Null for a conversation that is no ticket.</summary>
    public static long? TicketOf(ConversationId id) =>
        id.Value.Split(':') is ["zendesk", var ticket, _]
        && long.TryParse(ticket, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>True for what <see cref="Conversation"/> makes.</summary>
    public static bool IsOwn(ConversationId id) => ConversationPattern().IsMatch(id.Value);

    private static string Name(long number) => number < EndOfIds ? number.ToString(CultureInfo.InvariantCulture) : Base36(number);

    private static string Base36(long number)
    {
        var text = "";
        for (var rest = number; rest > 0; rest /= 36) text = Digits[(int)(rest % 36)] + text;
        return "x" + text;
    }

    [GeneratedRegex(@"^zendesk:[1-9]\d{0,11}:([1-9]\d{0,13}|x[0-9a-z]+)\z")]
    private static partial Regex ConversationPattern();
}
