namespace CsrAgent.Adapters.Zendesk.Api;

/// <param name="Cursor">Where the next page begins, now or later.</param>
/// <param name="IsLast">There is nothing more for now.</param>
internal sealed record TicketExport(IReadOnlyList<ZendeskTicket> Tickets, string? Cursor, bool IsLast);
