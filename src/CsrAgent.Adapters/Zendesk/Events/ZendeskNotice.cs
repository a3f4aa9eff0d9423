using System.Text.Json;
using CsrAgent.Adapters.Zendesk.Api;

namespace CsrAgent.Adapters.Zendesk.Events;

/// <summary>What a webhook call says has happened, whichever of the two kinds of body it has.</summary>
internal abstract record ZendeskNotice
{
    private const string TicketEvents = "zen:event-type:ticket.";

    private ZendeskNotice(long? ticketId) => TicketId = ticketId;

    /// <summary>Null if it is about no ticket.</summary>
    public long? TicketId { get; }

    /// <summary>A comment, whole.</summary>
    public sealed record Commented(ZendeskTicket Ticket, ZendeskComment Comment) : ZendeskNotice(Ticket.Id);

    /// <summary>Something about a ticket whose comments have to be read.</summary>
    public sealed record Touched(long Id) : ZendeskNotice(Id);

    /// <summary>The ticket has another status.</summary>
    public sealed record StatusChanged(ZendeskTicket Ticket) : ZendeskNotice(Ticket.Id);

    /// <summary>The ticket was merged into another, deleted or marked as spam.</summary>
    public sealed record Gone(ZendeskTicket Ticket) : ZendeskNotice(Ticket.Id);

    /// <summary>Nothing that concerns the agent.</summary>
    public sealed record Nothing() : ZendeskNotice((long?)null);

    /// <summary>Null for a body that is neither kind.</summary>
    public static ZendeskNotice? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 32 });
            using var document = JsonDocument.ParseValue(ref reader);
            return reader.Read() ? null : Read(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ZendeskNotice? Read(JsonElement root) =>
        root.Text("type") is { } type && root.Find("detail") is { } detail ? ReadEvent(type, detail, root)
        : root.Id("ticket_id") is { } ticket ? new Touched(ticket)
        : null;

    private static ZendeskNotice? ReadEvent(string type, JsonElement detail, JsonElement root)
    {
        if (!type.StartsWith(TicketEvents, StringComparison.Ordinal)) return new Nothing();
        if (ZendeskTicket.Read(detail) is not { } ticket) return null;
        return type[TicketEvents.Length..] switch
        {
            "comment_added" => ReadComment(ticket, root),
            "created" or "undeleted" or "requester_changed" => new Touched(ticket.Id),
            "status_changed" or "custom_status_changed" => new StatusChanged(ticket),
            "merged" or "soft_deleted" or "permanently_deleted" or "marked_as_spam" => new Gone(ticket),
            _ => new Nothing(),
        };
    }

    // An event has no attachments: a comment that consists of them alone has to be read.
    private static ZendeskNotice ReadComment(ZendeskTicket ticket, JsonElement root) =>
        root.Find("event")?.Find("comment") is { } comment
        && ZendeskComment.ReadEvent(comment, root.Time("time")) is { } read
        && ticket.RequesterId is not null
        && CommentText.HasWords(read.Text)
            ? new Commented(ticket, read)
            : new Touched(ticket.Id);
}
