using System.Globalization;
using CsrAgent.Conversations;
using CsrAgent.Privacy;

namespace CsrAgent.Adapters.Zendesk;

/// <summary>
/// The names of tickets, customers and comments in this server. A long number may look like a payment card, which no id may contain: such
/// a one is written in base 36.
/// </summary>
internal sealed class ZendeskIds(Redactor redactor)
{
    private const string Prefix = "zendesk:";
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";

    /// <summary>
    /// A ticket that gets another requester is another conversation: its new one is not told what the former one wrote.
    /// </summary>
    public ConversationId Conversation(long ticket, long requester) =>
        new(Safe($"{Prefix}{ticket}:{requester}", $"{Prefix}{ticket}:{Base36(requester)}"));

    /// <summary>Tickets are counted from one: a number that looks like a card is none, and must stand in no address and no log.</summary>
    public bool IsTicket(long number) => !redactor.HasCard(number.ToString(CultureInfo.InvariantCulture));

    public string User(long requester) => Safe($"{Prefix}{requester}", Prefix + Base36(requester));

    /// <summary>What a comment is recognized by when it comes again, by whatever webhook.</summary>
    public string Key(long ticket, long comment) => Safe($"{ticket}/{comment}", $"{ticket}/{Base36(comment)}");

    /// <summary>Null for a conversation that is no ticket.</summary>
    public static long? TicketOf(ConversationId id) =>
        id.Value.Split(':') is ["zendesk", var ticket, _]
        && long.TryParse(ticket, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private string Safe(string id, string otherwise) => redactor.HasCard(id) ? otherwise : id;

    private static string Base36(long number)
    {
        var text = "";
        for (var rest = number; rest > 0; rest /= 36) text = Digits[(int)(rest % 36)] + text;
        return "x" + text;
    }
}
