using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Conversations;
using CsrAgent.Sentiment;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Adapters.Sqlite;

/// <summary>Maps rows to records.</summary>
internal static class SqliteRows
{
    public const string ConversationColumns =
        "c.n, c.id, c.user_id, c.channel, c.status, c.created_at, c.updated_at, c.context_start, c.state, e.ticket, c.last_sequence, "
        + "c.fence, c.attempts, c.incarnation, c.waiting_since";

    public const string ConversationTables = "conversations c LEFT JOIN escalations e ON e.id = c.escalation_id";

    public const string MessageColumns =
        "sequence, id, message_key, role, text, at, turn_id, sentiment, author, articles, citations, proven";

    public const string PendingColumns =
        "position, id, text, accepted_at, message_key, stream, metadata, trace_parent, retry, proven, retry_turn";

    public static ConversationRow ReadConversation(SqliteRow r) =>
        new(
            r.GetInt64(0),
            new Conversation
            {
                Id = new(r.GetString(1)),
                Incarnation = r.GetInt64(13),
                UserId = r.GetString(2),
                Channel = r.GetString(3),
                Status = (ConversationStatus)r.GetInt32(4),
                CreatedAt = Time(r.GetInt64(5)),
                UpdatedAt = Time(r.GetInt64(6)),
                ContextStart = r.GetInt64(7),
                State = r.GetJson(8, SqliteJson.Default.ConversationState),
                Escalation = r.IsNull(9) ? null : ReadTicket(r, 9),
            },
            r.GetInt64(10),
            r.GetInt64(11),
            r.GetInt32(12),
            r.IsNull(14) ? long.MaxValue : r.GetInt64(14)
        );

    public static Message ReadMessage(SqliteRow r) =>
        new()
        {
            Sequence = r.GetInt64(0),
            Id = r.GetString(1),
            MessageKey = r.GetStringOrNull(2),
            Role = (MessageRole)r.GetInt32(3),
            Text = r.GetString(4),
            At = Time(r.GetInt64(5)),
            TurnId = r.GetStringOrNull(6) is { } turn ? new TurnId(turn) : null,
            Sentiment = r.IsNull(7) ? null : (SentimentLabel)r.GetInt32(7),
            Author = (MessageRole)r.GetInt32(3) == MessageRole.Agent ? null : r.GetStringOrNull(8),
            Model = (MessageRole)r.GetInt32(3) == MessageRole.Agent ? r.GetStringOrNull(8) : null,
            Articles = Articles(r, 9),
            Citations = Citations(r, 10),
            SenderIsProven = r.GetBoolean(11),
        };

    public static IReadOnlyList<ArticleReference> Articles(SqliteRow r, int column) =>
        r.IsNull(column) ? [] : SqliteArticles.Read(r.GetBytes(column));

    public static IReadOnlyList<Citation> Citations(SqliteRow r, int column) =>
        r.IsNull(column) ? [] : r.GetJson(column, SqliteJson.Default.IReadOnlyListCitation);

    public static PendingMessage ReadPending(SqliteRow r) =>
        new(r.GetString(1), r.GetInt64(0), r.GetString(2), Time(r.GetInt64(3)))
        {
            MessageKey = r.GetStringOrNull(4),
            Stream = r.GetInt64(5) != 0,
            Metadata = r.IsNull(6) ? null : r.GetJson(6, SqliteJson.Default.IReadOnlyDictionaryStringString),
            TraceParent = r.GetStringOrNull(7),
            IsRetry = r.GetBoolean(8),
            SenderIsProven = r.GetBoolean(9),
            RetryTurn = r.GetStringOrNull(10) is { } turn ? new TurnId(turn) : null,
        };

    public static EscalationTicket ReadTicket(SqliteRow r, int column = 0) => r.GetJson(column, SqliteJson.Default.EscalationTicket);

    public static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
