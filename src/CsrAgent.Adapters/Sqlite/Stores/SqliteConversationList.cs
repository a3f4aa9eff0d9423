using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Conversations;

namespace CsrAgent.Adapters.Sqlite.Stores;

/// <summary>Lists of conversations: one statement for each kind of filter, since one for all of them would use no index.</summary>
internal static class SqliteConversationList
{
    private const string Select = $"SELECT {SqliteRows.ConversationColumns} FROM {SqliteRows.ConversationTables}";
    private const string Newest = "ORDER BY c.updated_at DESC, c.n DESC LIMIT @limit";

    private const string Behind =
        "c.updated_at <= @at AND (c.updated_at < @at OR c.n < (SELECT b.n FROM conversations b WHERE b.id = @before))";

    private const string All = $"{Select} {Newest}";
    private const string AllBehind = $"{Select} WHERE {Behind} {Newest}";
    private const string OfStatus = $"{Select} WHERE c.status = @status {Newest}";
    private const string OfStatusBehind = $"{Select} WHERE c.status = @status AND {Behind} {Newest}";

    private const string OfUser =
        $"{Select} WHERE c.user_id = @user AND (@status IS NULL OR c.status = @status) AND (@at IS NULL OR {Behind}) {Newest}";

    private const string LongestIdle = "c.updated_at < @idle AND c.waiting_since IS NULL ORDER BY c.updated_at LIMIT @limit";
    private const string Idle = $"{Select} WHERE {LongestIdle}";
    private const string IdleOfStatus = $"{Select} WHERE c.status = @status AND {LongestIdle}";

    private const string IdleAfter =
        $"{Select} WHERE c.status = @status AND c.updated_at >= @at AND (c.updated_at > @at OR c.id > @after) AND c.updated_at < @idle "
        + "AND c.waiting_since IS NULL ORDER BY c.updated_at, c.id LIMIT @limit";

    public static List<ConversationRow> Read(SqliteSession db, ConversationFilter filter)
    {
        var status = (int?)filter.Status;
        var (at, before) = (filter.Before?.UpdatedAt.ToUnixTimeMilliseconds(), filter.Before?.Id.Value);
        return filter switch
        {
            { IdleSince: { } idle, After: { } after } => db.Query(
                IdleAfter,
                SqliteRows.ReadConversation,
                ("@status", status),
                ("@at", after.UpdatedAt.ToUnixTimeMilliseconds()),
                ("@after", after.Id.Value),
                ("@idle", idle.ToUnixTimeMilliseconds()),
                ("@limit", filter.Limit)
            ),
            { IdleSince: { } idle, Status: null } => db.Query(
                Idle,
                SqliteRows.ReadConversation,
                ("@idle", idle.ToUnixTimeMilliseconds()),
                ("@limit", filter.Limit)
            ),
            { IdleSince: { } idle } => db.Query(
                IdleOfStatus,
                SqliteRows.ReadConversation,
                ("@status", status),
                ("@idle", idle.ToUnixTimeMilliseconds()),
                ("@limit", filter.Limit)
            ),
            { UserId: { } user } => db.Query(
                OfUser,
                SqliteRows.ReadConversation,
                ("@user", user),
                ("@status", status),
                ("@at", at),
                ("@before", before),
                ("@limit", filter.Limit)
            ),
            { Status: not null, Before: not null } => db.Query(
                OfStatusBehind,
                SqliteRows.ReadConversation,
                ("@status", status),
                ("@at", at),
                ("@before", before),
                ("@limit", filter.Limit)
            ),
            { Before: not null } => db.Query(
                AllBehind,
                SqliteRows.ReadConversation,
                ("@at", at),
                ("@before", before),
                ("@limit", filter.Limit)
            ),
            { Status: not null } => db.Query(OfStatus, SqliteRows.ReadConversation, ("@status", status), ("@limit", filter.Limit)),
            _ => db.Query(All, SqliteRows.ReadConversation, ("@limit", filter.Limit)),
        };
    }
}
