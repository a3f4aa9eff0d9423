namespace CsrAgent.Adapters.Sqlite.Database;

/// <summary>
/// The tables. Times are Unix milliseconds; <c>due_at</c>, <c>lease_until</c>, <c>waiting_since</c> and <c>queued_at</c> use
/// <see cref="SqliteClock.Steady"/>. A conversation's <c>due_at</c> is when a worker may next take it: null without unseen
/// messages, the lease's end while it is leased; so one small index finds new work, backed-off work and dead workers' work alike.
/// </summary>
internal static class SqliteSchema
{
    public const int Version = 7;

    public const string KeepVersion = "PRAGMA user_version = 7";

    /// <summary>Upgrades a database of a version, 0 for a new one, to <see cref="Version"/>.</summary>
    public static IEnumerable<string> From(long version) => version == 0 ? [Create] : Upgrades.Skip((int)version - 1);

    private static readonly string[] Upgrades = [FromVersion1, FromVersion2, FromVersion3, FromVersion4, FromVersion5, FromVersion6];

    /// <summary>Version 2: hand-offs have timers.</summary>
    private const string FromVersion1 = """
        ALTER TABLE escalations ADD COLUMN due_at INTEGER;
        CREATE INDEX escalations_due ON escalations (due_at) WHERE due_at IS NOT NULL;
        """;

    /// <summary>Version 3: conversations are distinguished from erased ones with the same id, whose sessions stay closed.</summary>
    private const string FromVersion2 = $"""
        ALTER TABLE conversations ADD COLUMN incarnation INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE mailbox ADD COLUMN retry INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE mailbox ADD COLUMN queued_at INTEGER NOT NULL DEFAULT 0;
        UPDATE mailbox SET queued_at = accepted_at;
        {Indexes}
        {ClosedSessions}
        {Erasures}
        """;

    /// <summary>Version 4: customers whose identity is proven are remembered.</summary>
    private const string FromVersion3 = $"""
        ALTER TABLE mailbox ADD COLUMN proven INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE messages ADD COLUMN proven INTEGER NOT NULL DEFAULT 0;
        {Memories}
        """;

    /// <summary>Version 5: ratings are reported, and channels keep what all processes share.</summary>
    private const string FromVersion4 = ChannelState;

    private const string ChannelState = """
        CREATE TABLE channel_state (
            name TEXT PRIMARY KEY,
            text TEXT NOT NULL,
            version INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX feedback_at ON feedback (at);
        """;

    /// <summary>Version 6: a retried dead letter is its messages themselves.</summary>
    private const string FromVersion5 = "ALTER TABLE mailbox ADD COLUMN retry_turn TEXT;";

    /// <summary>Version 7: the audit log is chained; entries from before have no hash.</summary>
    private const string FromVersion6 = "ALTER TABLE audit ADD COLUMN hash TEXT;";

    /// <summary>The marks and what was read are hashes: nothing of an erased customer remains.</summary>
    private const string Memories = """
        ALTER TABLE erasures ADD COLUMN memories INTEGER NOT NULL DEFAULT 0;
        CREATE TABLE memories (
            id TEXT PRIMARY KEY,
            user_id TEXT NOT NULL,
            channel TEXT NOT NULL,
            at INTEGER NOT NULL,
            memory TEXT NOT NULL,
            model TEXT,
            vector TEXT) WITHOUT ROWID;
        CREATE INDEX memories_user ON memories (user_id, channel, at);
        CREATE INDEX memories_at ON memories (at);
        CREATE TABLE memory_marks (
            user_hash INTEGER PRIMARY KEY,
            mark TEXT NOT NULL,
            at INTEGER NOT NULL);
        CREATE INDEX memory_marks_at ON memory_marks (at);
        CREATE TABLE memory_position (
            n INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            conversation TEXT NOT NULL);
        CREATE TABLE memory_reads (
            conversation_hash INTEGER PRIMARY KEY,
            through INTEGER NOT NULL,
            at INTEGER NOT NULL);
        CREATE INDEX memory_reads_at ON memory_reads (at);
        """;

    /// <summary>For erasing, and for lists without a filter.</summary>
    private const string Indexes = """
        CREATE INDEX outbox_conversation ON outbox (conversation);
        CREATE INDEX dead_letters_conversation ON dead_letters (conversation);
        CREATE INDEX conversations_updated ON conversations (updated_at);
        CREATE INDEX escalations_by_rank ON escalations (priority DESC, created_at);
        """;

    private const string Erasures = """
        CREATE TABLE erasures (
            subject TEXT PRIMARY KEY,
            id TEXT NOT NULL,
            conversations INTEGER NOT NULL DEFAULT 0,
            messages INTEGER NOT NULL DEFAULT 0,
            questions INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
        """;

    private const string ClosedSessions = """
        CREATE TABLE closed_sessions (
            id_hash INTEGER PRIMARY KEY,
            at INTEGER NOT NULL);
        CREATE INDEX closed_sessions_at ON closed_sessions (at);
        """;

    private const string Create = $"""
        CREATE TABLE conversations (
            n INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            user_id TEXT NOT NULL,
            channel TEXT NOT NULL,
            status INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            last_sequence INTEGER NOT NULL DEFAULT 0,
            context_start INTEGER NOT NULL DEFAULT 0,
            state TEXT NOT NULL,
            escalation_id TEXT,
            fence INTEGER NOT NULL DEFAULT 0,
            lease_until INTEGER NOT NULL DEFAULT 0,
            attempts INTEGER NOT NULL DEFAULT 0,
            due_at INTEGER,
            waiting_since INTEGER,
            incarnation INTEGER NOT NULL DEFAULT 0);
        CREATE INDEX conversations_due ON conversations (due_at, waiting_since, lease_until) WHERE due_at IS NOT NULL;
        CREATE INDEX conversations_user ON conversations (user_id);
        CREATE INDEX conversations_activity ON conversations (status, updated_at);

        CREATE TABLE mailbox (
            position INTEGER PRIMARY KEY,
            conversation INTEGER NOT NULL,
            id TEXT NOT NULL,
            message_key TEXT,
            text TEXT NOT NULL,
            accepted_at INTEGER NOT NULL,
            stream INTEGER NOT NULL,
            metadata TEXT,
            trace_parent TEXT,
            retry INTEGER NOT NULL DEFAULT 0,
            queued_at INTEGER NOT NULL DEFAULT 0,
            proven INTEGER NOT NULL DEFAULT 0,
            retry_turn TEXT);
        CREATE INDEX mailbox_conversation ON mailbox (conversation, position);

        CREATE TABLE seen (
            conversation INTEGER NOT NULL,
            message_key TEXT NOT NULL,
            message_id TEXT NOT NULL,
            text_hash INTEGER NOT NULL,
            PRIMARY KEY (conversation, message_key)) WITHOUT ROWID;

        CREATE TABLE messages (
            conversation INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            id TEXT NOT NULL,
            message_key TEXT,
            role INTEGER NOT NULL,
            text TEXT NOT NULL,
            at INTEGER NOT NULL,
            turn_id TEXT,
            sentiment INTEGER,
            author TEXT,
            articles TEXT,
            citations TEXT,
            proven INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (conversation, sequence)) WITHOUT ROWID;

        CREATE TABLE turns (
            conversation INTEGER NOT NULL,
            turn_id TEXT NOT NULL,
            reply TEXT NOT NULL,
            PRIMARY KEY (conversation, turn_id)) WITHOUT ROWID;

        CREATE TABLE escalations (
            id TEXT PRIMARY KEY,
            conversation INTEGER NOT NULL,
            state INTEGER NOT NULL,
            priority INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            ticket TEXT NOT NULL,
            due_at INTEGER) WITHOUT ROWID;
        CREATE INDEX escalations_open ON escalations (state, priority DESC, created_at);
        CREATE INDEX escalations_due ON escalations (due_at) WHERE due_at IS NOT NULL;
        CREATE INDEX escalations_conversation ON escalations (conversation);

        CREATE TABLE outbox (
            n INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            conversation INTEGER NOT NULL,
            state INTEGER NOT NULL,
            delivery TEXT NOT NULL,
            due_at INTEGER NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            fence INTEGER NOT NULL DEFAULT 0,
            channel_message_id TEXT,
            error TEXT);
        CREATE INDEX outbox_pending ON outbox (conversation, n) WHERE state = 0;
        CREATE INDEX outbox_due ON outbox (due_at) WHERE state = 0;

        CREATE TABLE dead_letters (
            id TEXT PRIMARY KEY,
            conversation INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            reason TEXT NOT NULL,
            content TEXT NOT NULL,
            at INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX dead_letters_at ON dead_letters (at);

        CREATE TABLE feedback (
            conversation INTEGER NOT NULL,
            turn_id TEXT NOT NULL,
            rating INTEGER NOT NULL,
            comment TEXT,
            at INTEGER NOT NULL,
            PRIMARY KEY (conversation, turn_id)) WITHOUT ROWID;

        CREATE TABLE audit (
            n INTEGER PRIMARY KEY AUTOINCREMENT,
            at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            action TEXT NOT NULL,
            subject TEXT NOT NULL,
            details TEXT,
            hash TEXT);
        CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
        CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

        CREATE TABLE gaps (
            n INTEGER PRIMARY KEY AUTOINCREMENT,
            user_id TEXT NOT NULL,
            gap TEXT NOT NULL);
        CREATE INDEX gaps_user ON gaps (user_id);

        {ClosedSessions}
        {Erasures}
        {Memories}
        {Indexes}
        {ChannelState}

        CREATE TABLE days (
            day TEXT PRIMARY KEY,
            turns INTEGER NOT NULL DEFAULT 0,
            messages INTEGER NOT NULL DEFAULT 0,
            handoffs INTEGER NOT NULL DEFAULT 0,
            unanswered INTEGER NOT NULL DEFAULT 0,
            degraded INTEGER NOT NULL DEFAULT 0,
            positive INTEGER NOT NULL DEFAULT 0,
            neutral INTEGER NOT NULL DEFAULT 0,
            negative INTEGER NOT NULL DEFAULT 0,
            input_tokens INTEGER NOT NULL DEFAULT 0,
            output_tokens INTEGER NOT NULL DEFAULT 0,
            processing_ms INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
        """;
}
