using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CsrAgent.Conversations;
using CsrAgent.Histories;
using CsrAgent.Host.Admin;
using CsrAgent.Host.Chat;
using CsrAgent.Host.Http;

namespace CsrAgent.Host.Audit;

/// <summary>A running server, read through its API with the admin key.</summary>
internal sealed class AuditedServer(HttpClient http, TimeProvider time)
{
    /// <summary>As many as the API lists at once.</summary>
    public const int MaxListed = 500;

    /// <summary>All conversations, page by page. One that is active meanwhile may move to a page that was read already.</summary>
    public async IAsyncEnumerable<string> ListSessionsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var first = $"api/v1/admin/conversations?limit={MaxListed}";
        var path = first;
        while (path is not null)
        {
            var body = (await GetAsync(path, AdminJson.Wire.ConversationsBody, cancellationToken)).Body!;
            foreach (var conversation in body.Conversations) yield return conversation.SessionId;
            path = body.Next is { } next ? $"{first}&before={Uri.EscapeDataString(next)}" : null;
        }
    }

    /// <summary>Replies that no channel took: their customers know nothing of them.</summary>
    public async Task<IReadOnlyList<Finding>> ReadGivenUpDeliveriesAsync(CancellationToken cancellationToken)
    {
        var path = $"api/v1/admin/dead-letters?limit={MaxListed}";
        var body = (await GetAsync(path, AdminJson.Wire.DeadLettersBody, cancellationToken)).Body!;
        return
        [
            .. body
                .DeadLetters.Where(letter => letter.Kind == "delivery")
                .Select(letter => new Finding(FindingKind.Silent, letter.SessionId, letter.Id, $"was not delivered: {letter.Reason}")),
        ];
    }

    /// <param name="since">The head of an earlier verification, or null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<AuditVerificationBody> VerifyAsync(string? since, CancellationToken cancellationToken)
    {
        var path = "api/v1/admin/audit/verification" + (since is null ? "" : $"?since={Uri.EscapeDataString(since)}");
        return (await GetAsync(path, AdminJson.Wire.AuditVerificationBody, cancellationToken)).Body!;
    }

    /// <summary>Without messages where there is no such conversation.</summary>
    public async Task<ConversationHistory> ReadAsync(string session, CancellationToken cancellationToken)
    {
        var messages = new List<Message>();
        var readAt = time.GetUtcNow();
        ConversationStatus? status = null;
        long? after = 0;
        while (after is { } position)
        {
            var path = $"api/v1/chat/{EncodedPaths.Escape(session)}?after={position}&limit={MaxListed}";
            var (page, at) = await GetAsync(path, ChatJson.Wire.HistoryBody, cancellationToken, HttpStatusCode.NotFound);
            messages.AddRange(page?.Messages.Select(ToMessage) ?? []);
            (after, readAt, status) = (page?.Next, at, WireName.TryParse<ConversationStatus>(page?.Status));
        }

        return new()
        {
            SessionId = session,
            Status = status,
            Messages = messages,
            HandoffNotices = messages.Count == 0 ? [] : await NoticesOfAsync(session, cancellationToken),
            ReadAt = readAt,
        };
    }

    private async Task<IReadOnlyList<string>> NoticesOfAsync(string session, CancellationToken cancellationToken)
    {
        var path = $"api/v1/admin/escalations?limit={MaxListed}&session_id={Uri.EscapeDataString(session)}";
        var body = (await GetAsync(path, AdminJson.Wire.EscalationsBody, cancellationToken)).Body!;
        return [.. body.Escalations.Select(ticket => ticket.NoticeText)];
    }

    private static Message ToMessage(MessageBody body) =>
        new()
        {
            Id = body.Id,
            MessageKey = body.MessageId,
            Role = WireName.TryParse<MessageRole>(body.Role) ?? throw new CsrAgentException($"The server shows a role '{body.Role}'."),
            Text = body.Text,
            At = body.At,
            TurnId = body.TurnId is { } turn ? new TurnId(turn) : null,
            Author = body.Author,
        };

    // A session's name may consist of dots, which an address would take for steps through folders.
    private Uri AddressOf(string path) =>
        new(new Uri(http.BaseAddress!, "/") + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    private async Task<(T? Body, DateTimeOffset At)> GetAsync<T>(
        string path,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken,
        HttpStatusCode? missing = null
    )
        where T : class
    {
        using var response = await http.GetAsync(AddressOf(path), cancellationToken);
        var at = response.Headers.Date ?? time.GetUtcNow();
        if (response.StatusCode == missing) return (null, at);
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            throw new CsrAgentException("The server does not take this key: set API_KEY to its admin key.");
        }
        response.EnsureSuccessStatusCode();
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        return (await JsonSerializer.DeserializeAsync(stream, type, cancellationToken), at);
    }
}
