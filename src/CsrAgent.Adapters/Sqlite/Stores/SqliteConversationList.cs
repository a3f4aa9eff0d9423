using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Conversations;

namespace CsrAgent.Adapters.Sqlite.Stores;

/// <summary>Lists of conversations: one statement for each kind of filter, since one for all of them would use no index.</summary>
internal static class SqliteConversationList
{
    private const string Select = $"SELECT {SqliteRows.ConversationColumns} FROM {SqliteRows.ConversationTables}";
    private const string Newest = "ORDER BY c.updated_at DESC LIMIT @limit";

    private const string All = $"{Select} {Newest}";
    private const string OfStatus = $"{Select} WHERE c.status = @status {Newest}";
    private const string OfUser = $"{Select} WHERE c.user_id = @user AND (@status IS NULL OR c.status = @status) {Newest}";

    private const string LongestIdle = "c.updated_at < @idle AND c.waiting_since IS NULL ORDER BY c.updated_at LIMIT @limit";
    private const string Idle = $"{Select} WHERE {LongestIdle}";
    private const string IdleOfStatus = $"{Select} WHERE c.status = @status AND {LongestIdle}";

    public static List<ConversationRow> Read(SqliteSession db, ConversationFilter filter)
    {
        var status = (int?)filter.Status;
        return filter switch
        {
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
                ("@limit", filter.Limit)
            ),
            { Status: not null } => db.Query(OfStatus, SqliteRows.ReadConversation, ("@status", status), ("@limit", filter.Limit)),
            _ => db.Query(All, SqliteRows.ReadConversation, ("@limit", filter.Limit)),
        };
    }
}
