using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace CsrAgent.Tests.Support.Zendesk;

/// <content>The calls about tickets, with the rules that Zendesk documents for them.</content>
public sealed partial class FakeZendesk
{
    private static readonly string[] TicketFields =
    [
        "comment",
        "metadata",
        "status",
        "priority",
        "group_id",
        "safe_update",
        "updated_stamp",
        "subject",
        "tags", // Only for a new one: otherwise they would replace what others have set.
        "requester_id",
        "via_followup_source_id",
    ];

    private static readonly string[] Statuses = ["new", "open", "pending", "hold", "solved", "closed"];
    private static readonly string[] Priorities = ["low", "normal", "high", "urgent"];

    private IResult Read(long id)
    {
        lock (_lock)
        {
            return _tickets.TryGetValue(id, out var ticket) ? Json(new JsonObject { ["ticket"] = ticket.ToJson() }) : NotFound();
        }
    }

    private async Task<IResult> UpdateAsync(HttpContext context, long id)
    {
        var change = (await BodyAsync(context.Request))["ticket"]?.AsObject();
        lock (_lock)
        {
            if (!_tickets.TryGetValue(id, out var ticket)) return NotFound();
            if (change is null || FaultIn(change) is { } fault && Report($"PUT ticket: {fault}")) return Invalid("RecordInvalid");
            if (ticket.Status == "closed") return Invalid("RecordInvalid");
            if (change["safe_update"] is { } safe)
            {
                if (!safe.GetValue<bool>()) Violate("safe_update false acts like true: leave it out");
                if ((string?)change["updated_stamp"] is not { } stamp) return Invalid("updated_stamp is missing");
                if (stamp != ticket.UpdatedAt) return Results.Json(new { error = "UpdateConflict" }, statusCode: 409);
            }
            else
            {
                Violate("a change without safe_update may undo another's");
            }
            ticket.Status = (string?)change["status"] ?? ticket.Status;
            ticket.Priority = (string?)change["priority"] ?? ticket.Priority;
            ticket.GroupId = (long?)change["group_id"] ?? ticket.GroupId;
            return Answer(ticket, change);
        }
    }

    private async Task<IResult> CreateAsync(HttpContext context)
    {
        var change = (await BodyAsync(context.Request))["ticket"]?.AsObject();
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        lock (_lock)
        {
            if (change is null || FaultIn(change) is { } fault && Report($"POST ticket: {fault}")) return Invalid("RecordInvalid");
            if (key.Length is 0 or > 255) Violate("a ticket is created without a key");
            if (_created.TryGetValue(key, out var known)) return Json(new JsonObject { ["ticket"] = _tickets[known].ToJson() }, 201);
            var source = _tickets[(long)change["via_followup_source_id"]!];
            if (source.Status != "closed") Violate("a follow-up of a ticket that is not closed");
            var ticket = new FakeTicket
            {
                Id = ++_last,
                RequesterId = (long)change["requester_id"]!,
                FollowsUp = source.Id,
                UpdatedAt = Stamp(),
                Status = (string?)change["status"] ?? "open",
            };
            foreach (var tag in change["tags"] as JsonArray ?? []) ticket.Tags.Add((string)tag!);
            _tickets.Add(ticket.Id, ticket);
            _created.Add(key, ticket.Id);
            return Answer(ticket, change, 201);
        }
    }

    private async Task<IResult> TagAsync(HttpContext context, long id)
    {
        var tags = (await BodyAsync(context.Request))["tags"]?.AsArray();
        lock (_lock)
        {
            if (!_tickets.TryGetValue(id, out var ticket)) return NotFound();
            if (ticket.Status == "closed") return Invalid("RecordInvalid");
            foreach (var tag in tags ?? []) ticket.Tags.Add((string)tag!);
            ticket.UpdatedAt = Stamp();
            return Json(new JsonObject { ["tags"] = new JsonArray([.. ticket.Tags.Select(tag => JsonValue.Create(tag))]) });
        }
    }

    private IResult Comments(HttpRequest request, long id)
    {
        lock (_lock)
        {
            if (!_tickets.TryGetValue(id, out var ticket)) return NotFound();
            var size = int.Parse(request.Query["page[size]"].ToString(), CultureInfo.InvariantCulture);
            if (size > 100) Violate("page[size] is at most 100");
            if (request.Query["sort"] != "-created_at") Violate("the newest comments come first only with sort=-created_at");
            var page = ticket.Comments.AsEnumerable().Reverse().Take(size).ToList();
            var users = page.Select(comment => comment.AuthorId)
                .Distinct()
                .Select(user => new JsonObject
                {
                    ["id"] = user,
                    ["name"] = user > Bot ? PersonsName : NameOf(user),
                    ["role"] = user >= FirstAgent ? "agent" : "end-user",
                });
            return Json(
                new JsonObject
                {
                    ["comments"] = new JsonArray([.. page.Select(comment => comment.ToJson())]),
                    ["users"] = new JsonArray([.. users]),
                    ["meta"] = new JsonObject { ["has_more"] = ticket.Comments.Count > size },
                }
            );
        }
    }

    private IResult Export(long? start_time, string? cursor)
    {
        var now = TimeProvider.System.GetUtcNow();
        if (start_time > now.AddMinutes(-1).ToUnixTimeSeconds()) Violate("start_time must be at least a minute ago");
        var start = DateTimeOffset.FromUnixTimeSeconds(start_time ?? 0);
        var from = cursor ?? start.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        lock (_lock)
        {
            var changed = _tickets
                .Values.Where(ticket => string.CompareOrdinal(ticket.UpdatedAt, from) > 0)
                .OrderBy(ticket => ticket.UpdatedAt, StringComparer.Ordinal)
                .ToList();
            return Json(
                new JsonObject
                {
                    ["tickets"] = new JsonArray([.. changed.Select(ticket => ticket.ToJson())]),
                    ["after_cursor"] = changed.LastOrDefault()?.UpdatedAt ?? from,
                    ["end_of_stream"] = true,
                }
            );
        }
    }

    /// <summary>Adds the comment and answers with the audit that has it.</summary>
    private IResult Answer(FakeTicket ticket, JsonObject change, int status = 200)
    {
        var id = ++_last;
        if (change["comment"] is JsonObject comment)
        {
            var text = (string?)comment["html_body"] ?? (string?)comment["body"] ?? "";
            var mark = change["metadata"] as JsonObject ?? [];
            ticket.Comments.Add(new(id, Bot, text, (bool)comment["public"]!) { Mark = (JsonObject)mark.DeepClone() });
        }
        ticket.UpdatedAt = Stamp();
        return Json(
            new JsonObject
            {
                ["ticket"] = ticket.ToJson(),
                ["audit"] = new JsonObject
                {
                    ["id"] = ++_last,
                    ["events"] = new JsonArray(new JsonObject { ["id"] = id, ["type"] = "Comment" }),
                },
            },
            status
        );
    }

    private static string? FaultIn(JsonObject change) =>
        change.FirstOrDefault(field => !TicketFields.Contains(field.Key)).Key is { } other ? $"{other} is no field"
        : change["comment"] is JsonObject comment && comment["public"] is null ? "public has to be sent with each comment"
        : (string?)change["status"] is { } status && !Statuses.Contains(status) ? $"{status} is no status"
        : (string?)change["priority"] is { } priority && !Priorities.Contains(priority) ? $"{priority} is no priority"
        : null;

    private bool Report(string what)
    {
        Violate(what);
        return true;
    }

    private static IResult Json(JsonObject body, int status = 200) =>
        Results.Text(body.ToJsonString(), "application/json", statusCode: status);

    private static IResult NotFound() => Results.Json(new { error = "RecordNotFound", description = "Not found" }, statusCode: 404);

    private static IResult Invalid(string error) =>
        Results.Json(
            new
            {
                error,
                description = "Record validation errors",
                details = new { status = new[] { new { description = "Status: closed prevents ticket update" } } },
            },
            statusCode: 422
        );
}
