using CsrAgent.Channels;
using CsrAgent.Conversations;

namespace CsrAgent.Handoff;

/// <summary>
/// Notices to staff about a hand-off. These are deliveries of the hand-off's conversation, recorded with the change that they
/// tell of: none is lost, and they arrive in order.
/// </summary>
public sealed class StaffNotices(IEnumerable<StaffChannel> channels)
{
    private readonly IReadOnlyList<StaffChannel> _channels = [.. channels];

    /// <summary>Of the delivery that opens a hand-off on a channel of staff.</summary>
    public static string OpenedId(EscalationTicket ticket, string channel) => $"{ticket.ConversationId}/{ticket.Id}/{channel}";

    /// <param name="before">The hand-off before the step; null when it begins.</param>
    /// <param name="after">The hand-off as it is stored.</param>
    internal IEnumerable<Delivery> Tell(EscalationTicket? before, EscalationTicket after) =>
        before is null ? Of(after, DeliveryPurpose.HandoffOpened, "", after.Summary)
        : HasNews(before, after) ? Of(after, DeliveryPurpose.HandoffChanged, $"/{after.Revision}", after.Summary)
        : [];

    /// <param name="ticket">The open hand-off.</param>
    /// <param name="said">A customer's message, redacted.</param>
    internal IEnumerable<Delivery> Tell(EscalationTicket ticket, Message said) =>
        Of(ticket, DeliveryPurpose.CustomerWords, $"/{said.Id}", said.Text);

    private IEnumerable<Delivery> Of(EscalationTicket ticket, DeliveryPurpose purpose, string part, string text) =>
        _channels
            .Select(channel => channel.Name)
            .Select(name => new Delivery(OpenedId(ticket, name) + part, ticket.ConversationId, name, ticket.Id, text)
            {
                Purpose = purpose,
            });

    private static bool HasNews(EscalationTicket before, EscalationTicket after) =>
        (before.State, before.Agent, before.Team, before.Priority, before.Summary)
        != (after.State, after.Agent, after.Team, after.Priority, after.Summary);
}
