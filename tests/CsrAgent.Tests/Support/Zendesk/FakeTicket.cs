using System.Text.Json.Nodes;

namespace CsrAgent.Tests.Support.Zendesk;

/// <summary>A ticket as Zendesk keeps it. Guarded by the lock of its <see cref="FakeZendesk"/>.</summary>
public sealed class FakeTicket
{
    public required long Id { get; init; }

    public required long RequesterId { get; set; }

    public long? AssigneeId { get; set; }

    public long? GroupId { get; set; }

    public long? FollowsUp { get; init; }

    public string Subject { get; set; } = "Question";

    public string Status { get; set; } = "new";

    public string? Priority { get; set; }

    public required string UpdatedAt { get; set; }

    public SortedSet<string> Tags { get; } = new(StringComparer.Ordinal);

    public List<FakeComment> Comments { get; } = [];

    public IReadOnlyList<FakeComment> Answers => [.. Comments.Where(comment => comment.IsPublic && comment.AuthorId == FakeZendesk.Bot)];

    public IReadOnlyList<FakeComment> Notes => [.. Comments.Where(comment => !comment.IsPublic)];

    public JsonObject ToJson() =>
        new()
        {
            ["id"] = Id,
            ["requester_id"] = RequesterId,
            ["assignee_id"] = AssigneeId,
            ["group_id"] = GroupId,
            ["subject"] = Subject,
            ["description"] = Comments.FirstOrDefault()?.Text,
            ["status"] = Status,
            ["priority"] = Priority,
            ["tags"] = new JsonArray([.. Tags.Select(tag => JsonValue.Create(tag))]),
            ["via"] = new JsonObject { ["channel"] = "email" },
            ["updated_at"] = UpdatedAt,
        };
}
