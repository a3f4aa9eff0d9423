using System.Text.Json;

namespace CsrAgent.Adapters.Zendesk.Api;

/// <summary>What matters of a ticket, as an event or the API tells it.</summary>
/// <param name="Status">Lower-case: new, open, pending, hold, solved or closed.</param>
/// <param name="UpdatedAt">As Zendesk wrote it: it is sent back to guard a change.</param>
internal sealed record ZendeskTicket(long Id, long? RequesterId, long? AssigneeId, string Status, string? UpdatedAt)
{
    /// <summary>The source of a merge is closed and gets this tag.</summary>
    private const string MergedTag = "closed_by_merge";

    public string? Subject { get; init; }

    /// <summary>The text of its first comment.</summary>
    public string? Description { get; init; }

    /// <summary>Lower-case; null for none.</summary>
    public string? Priority { get; init; }

    /// <summary>How it came in: email, web, api.</summary>
    public string? Via { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public bool IsClosed => Status == "closed";

    public bool IsSettled => Status is "solved" or "closed";

    public bool IsMerged => IsClosed && Tags.Contains(MergedTag);

    /// <summary>Null if it has no id.</summary>
    public static ZendeskTicket? Read(JsonElement ticket) =>
        ticket.Id("id") is not { } id
            ? null
            : new(
                id,
                ticket.Id("requester_id"),
                ticket.Id("assignee_id"),
                ticket.Text("status")?.ToLowerInvariant() ?? "",
                ticket.Text("updated_at")
            )
            {
                Subject = ticket.Text("subject"),
                Description = ticket.Text("description"),
                Priority = ticket.Text("priority")?.ToLowerInvariant(),
                Via = ticket.Find("via")?.Text("channel"),
                Tags = [.. ticket.Items("tags").Where(tag => tag.ValueKind == JsonValueKind.String).Select(tag => tag.GetString()!)],
            };
}
