using System.Text.Json;

namespace CsrAgent.Adapters.Zendesk.Api;

/// <summary>A comment on a ticket.</summary>
/// <param name="IsStaff">Null if it is not known.</param>
internal sealed record ZendeskComment(long Id, long AuthorId, bool IsPublic, string Text, bool? IsStaff)
{
    /// <summary>Under this name in the comment's metadata stands the id of the delivery that it carries.</summary>
    public const string DeliveryMark = "csr_delivery";

    /// <summary>The same for the note of a hand-off.</summary>
    public const string HandoffMark = "csr_handoff";

    public string? AuthorName { get; init; }

    /// <summary>When it was written; null if it is not known.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>What this server wrote with it, or null.</summary>
    public string? Delivery { get; init; }

    public string? Handoff { get; init; }

    /// <summary>Names of files.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];

    /// <summary>This server wrote it, under whatever account.</summary>
    public bool IsOurs => Delivery is not null || Handoff is not null;

    /// <summary>The agent wrote it.</summary>
    /// <param name="own">The account that it writes as; null if there is none.</param>
    public bool IsOwn(long? own) => IsOurs || AuthorId == own;

    /// <summary>Somebody of the company wrote it, other than for themselves.</summary>
    public bool IsByPerson(long requester, long? own) => !IsOwn(own) && IsStaff == true && AuthorId != requester;

    /// <summary>As an event tells it; null if it lacks what identifies it.</summary>
    /// <param name="comment">Of the event.</param>
    /// <param name="at">When that happened.</param>
    public static ZendeskComment? ReadEvent(JsonElement comment, DateTimeOffset? at) =>
        comment.Id("id") is { } id && comment.Find("author") is { } author && author.Id("id") is { } authorId
            ? new(id, authorId, comment.Flag("is_public") ?? false, comment.Text("body") ?? "", author.Flag("is_staff"))
            {
                AuthorName = author.Text("name"),
                At = at,
            }
            : null;

    /// <summary>As the API tells it.</summary>
    /// <param name="comment">One of <c>comments</c>.</param>
    /// <param name="users">Those that came with them, by id.</param>
    public static ZendeskComment? Read(JsonElement comment, IReadOnlyDictionary<long, JsonElement> users)
    {
        if (comment.Id("id") is not { } id || comment.Id("author_id") is not { } authorId) return null;
        var author = users.TryGetValue(authorId, out var found) ? found : default;
        var mark = comment.Find("metadata")?.Find("custom");
        return new(
            id,
            authorId,
            comment.Flag("public") ?? false,
            comment.Text("plain_body") ?? comment.Text("body") ?? "",
            author.Text("role") is { } role ? role != "end-user" : null
        )
        {
            AuthorName = author.Text("name"),
            At = comment.Time("created_at"),
            Delivery = mark?.Text(DeliveryMark),
            Handoff = mark?.Text(HandoffMark),
            Attachments = [.. comment.Items("attachments").Select(file => file.Text("file_name")).OfType<string>()],
        };
    }
}
