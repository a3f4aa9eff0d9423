using CsrAgent.Adapters.Sqlite.Database;
using Microsoft.Data.Sqlite;

namespace CsrAgent.Bench.Stores;

/// <summary>
/// Writes years of data into an empty database: per conversation four messages and two turns, for every two one customer, for every ten a
/// delivery, for every fifty a hand-off. One in twenty is of the last day; the rest ended longer ago than it is kept, one a second.
/// </summary>
internal static class StoreFill
{
    /// <summary>How long ago the old ones ended.</summary>
    private const long OldSeconds = 100L * 24 * 3600;

    private static readonly string[] Tables =
    [
        """
        INSERT INTO conversations (n, id, user_id, channel, status, created_at, updated_at, last_sequence, state)
        SELECT n, 's' || n, 'user' || (n / 2), 'web', CASE WHEN n % 20 = 0 THEN 0 ELSE 3 END, at, at, 4, '{"Turns":2,"Language":"en"}'
        FROM rows
        """,
        """
        INSERT INTO messages (conversation, sequence, id, message_key, role, text, at, turn_id)
        SELECT n, part, 'm' || n || '_' || part, CASE WHEN part % 2 = 1 THEN 'k' || part END, CASE WHEN part % 2 = 1 THEN 0 ELSE 1 END,
            CASE WHEN part % 2 = 1 THEN 'Where is my order number ' || n || '? I have been waiting for a week now.'
                ELSE 'You can follow a parcel under My orders. A delivery takes three to five days, and up to ten abroad.' END,
            at, CASE WHEN part % 2 = 0 THEN 'turn_' || n || '_' || part END
        FROM rows, parts
        """,
        """
        INSERT INTO turns (conversation, turn_id, reply)
        SELECT n, 'turn_' || n || '_' || part, '{"text":"You can follow a parcel under My orders."}' FROM rows, parts WHERE part % 2 = 0
        """,
        """
        INSERT INTO seen (conversation, message_key, message_id, text_hash)
        SELECT n, 'k' || part, 'm' || n || '_' || part, n FROM rows, parts WHERE part % 2 = 1
        """,
        """
        INSERT INTO outbox (id, conversation, state, delivery, due_at)
        SELECT 'd' || n, n, 1, '{"text":"You can follow a parcel under My orders."}', at FROM rows WHERE n % 10 = 0
        """,
        """
        INSERT INTO escalations (id, conversation, state, priority, created_at, ticket)
        SELECT 'esc' || n, n, 3, 1, at, '{}' FROM rows WHERE n % 50 = 1
        """,
        """
        INSERT INTO feedback (conversation, turn_id, rating, at) SELECT n, 'turn_' || n || '_2', n % 2, at FROM rows WHERE n % 20 = 3
        """,
        """
        INSERT INTO audit (at, actor, action, subject) SELECT at, 'admin', 'customer.export', 'h' || n FROM rows WHERE n % 100 = 0
        """,
    ];

    /// <param name="file">A database of this server, which nobody has open.</param>
    /// <param name="conversations">How many.</param>
    /// <param name="now">When it is now.</param>
    public static void Run(string file, long conversations, DateTimeOffset now)
    {
        using var session = new SqliteSession(Open(file));
        session.ExecuteScript("PRAGMA synchronous = OFF; PRAGMA journal_mode = WAL; PRAGMA cache_size = -400000;");
        const long Step = 100_000;
        for (long from = 1; from <= conversations; from += Step)
        {
            var to = Math.Min(conversations, from + Step - 1);
            session.Execute("BEGIN");
            foreach (var table in Tables)
            {
                session.ExecuteScript(
                    string.Create(
                        BenchTexts.Culture,
                        $"""
                        WITH RECURSIVE
                            numbers (n) AS (SELECT {from} UNION ALL SELECT n + 1 FROM numbers WHERE n < {to}),
                            parts (part) AS (VALUES (1), (2), (3), (4)),
                            rows (n, at) AS (SELECT n, CASE WHEN n % 20 = 0 THEN {now.ToUnixTimeMilliseconds()} - n * 7919 % 86400000
                                ELSE ({now.ToUnixTimeSeconds()} - {OldSeconds} - {conversations} + n) * 1000 END FROM numbers)
                        {table}
                        """
                    )
                );
            }

            session.Execute("COMMIT");
        }

        session.ExecuteScript("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
