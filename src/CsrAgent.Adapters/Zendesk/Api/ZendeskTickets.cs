using System.Text.Json;
using System.Text.Json.Nodes;

namespace CsrAgent.Adapters.Zendesk.Api;

/// <summary>The calls about tickets. Each throws <see cref="ZendeskException"/>.</summary>
internal sealed class ZendeskTickets(ZendeskApi api)
{
    private const int MaxComments = 100;

    public async Task<ZendeskTicket> ReadAsync(long ticket, CancellationToken cancellationToken)
    {
        var answer = await api.GetAsync($"api/v2/tickets/{ticket}", cancellationToken);
        return (answer.Find("ticket") is { } found ? ZendeskTicket.Read(found) : null)
            ?? throw new ZendeskException($"Zendesk answered without the ticket {ticket}; check ZENDESK_URL.", null);
    }

    /// <summary>The newest comments, oldest first: at most 100.</summary>
    public async Task<IReadOnlyList<ZendeskComment>> ReadCommentsAsync(long ticket, CancellationToken cancellationToken)
    {
        var answer = await api.GetAsync(
            $"api/v2/tickets/{ticket}/comments?sort=-created_at&page[size]={MaxComments}&include=users",
            cancellationToken
        );
        var users = answer
            .Items("users")
            .Where(user => user.Id("id") is not null)
            .DistinctBy(user => user.Id("id"))
            .ToDictionary(user => user.Id("id")!.Value);
        return [.. answer.Items("comments").Select(comment => ZendeskComment.Read(comment, users)).OfType<ZendeskComment>().Reverse()];
    }

    /// <summary>
    /// Changes a ticket if nobody has since it was read; a conflict otherwise. The id of the comment that it adds, or null.
    /// </summary>
    public async Task<string?> UpdateAsync(ZendeskTicket ticket, JsonObject change, CancellationToken cancellationToken)
    {
        Guard(change, ticket);
        var answer = await api.PutAsync($"api/v2/tickets/{ticket.Id}", new JsonObject { ["ticket"] = change }, cancellationToken);
        return CommentIn(answer);
    }

    /// <summary>Adds to the tags, whatever others have added.</summary>
    public async Task AddTagsAsync(long ticket, IEnumerable<string> tags, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["tags"] = new JsonArray([.. tags.Select(tag => JsonValue.Create(tag))]) };
        await api.PutAsync($"api/v2/tickets/{ticket}/tags", body, cancellationToken);
    }

    /// <summary>A new ticket after a closed one, which takes no more comments.</summary>
    public async Task<string?> FollowUpAsync(
        ZendeskTicket closed,
        JsonObject ticket,
        string idempotencyKey,
        CancellationToken cancellationToken
    )
    {
        ticket["via_followup_source_id"] = closed.Id;
        if (closed.RequesterId is { } requester) ticket["requester_id"] = requester;
        if (closed.Subject is { Length: > 0 } subject) ticket["subject"] = subject;
        var answer = await api.PostAsync("api/v2/tickets", new JsonObject { ["ticket"] = ticket }, idempotencyKey, cancellationToken);
        return CommentIn(answer);
    }

    /// <summary>Of the account that the server's credentials belong to; null if they belong to none.</summary>
    public async Task<long?> ReadOwnUserAsync(CancellationToken cancellationToken)
    {
        var answer = await api.GetAsync("api/v2/users/me", cancellationToken);
        return answer.Find("user")?.Id("id");
    }

    /// <summary>One page of the tickets that have changed since.</summary>
    /// <param name="since">Where there is no <paramref name="cursor"/>; Zendesk takes a time at least a minute ago.</param>
    /// <param name="cursor">Of the page before.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<TicketExport> ExportAsync(DateTimeOffset since, string? cursor, CancellationToken cancellationToken)
    {
        var answer = await api.GetAsync(
            "api/v2/incremental/tickets/cursor?"
                + (cursor is null ? $"start_time={since.ToUnixTimeSeconds()}" : $"cursor={Uri.EscapeDataString(cursor)}"),
            cancellationToken
        );
        return new(
            [.. answer.Items("tickets").Select(ZendeskTicket.Read).OfType<ZendeskTicket>()],
            answer.Text("after_cursor") ?? cursor,
            answer.Flag("end_of_stream") ?? true
        );
    }

    // Without the stamp there is nothing to guard: "false" would be read as true.
    private static void Guard(JsonObject change, ZendeskTicket ticket)
    {
        if (ticket.UpdatedAt is null) return;
        change["safe_update"] = true;
        change["updated_stamp"] = ticket.UpdatedAt;
    }

    private static string? CommentIn(JsonElement answer) =>
        answer.Find("audit") is not { } audit
            ? null
            : audit.Items("events").Where(change => change.Text("type") == "Comment").Select(change => change.Text("id")).FirstOrDefault()
                ?? audit.Text("id");
}
