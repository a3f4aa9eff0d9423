using System.Text.Json.Nodes;

namespace CsrAgent.Tests.Support.Zendesk;

/// <summary>A comment as Zendesk keeps it.</summary>
public sealed record FakeComment(long Id, long AuthorId, string Text, bool IsPublic)
{
    /// <summary>What came in with it under <c>metadata</c>.</summary>
    public JsonObject Mark { get; init; } = [];

    /// <summary>As Zendesk writes it, in whole seconds.</summary>
    public string At { get; init; } = FakeZendeskHook.Timestamp(default);

    public IReadOnlyList<string> Files { get; init; } = [];

    public JsonObject ToJson() =>
        new()
        {
            ["id"] = Id,
            ["type"] = "Comment",
            ["author_id"] = AuthorId,
            ["body"] = Text,
            ["html_body"] = Text,
            ["plain_body"] = Text,
            ["public"] = IsPublic,
            ["audit_id"] = Id + 1,
            ["attachments"] = new JsonArray([.. Files.Select(file => new JsonObject { ["file_name"] = file, ["size"] = 1 })]),
            ["created_at"] = At,
            ["metadata"] = new JsonObject
            {
                ["system"] = new JsonObject { ["client"] = "Mail", ["ip_address"] = "198.51.100.7" },
                ["custom"] = Mark.DeepClone(),
            },
        };
}
