using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Conversations.Reporting;
using CsrAgent.Customers;

namespace CsrAgent.Adapters.Sqlite.Stores;

/// <summary>Erasures that have begun, in the embedded database.</summary>
internal sealed class SqliteErasureProgress(SqliteDatabase database, TimeProvider time) : IErasureProgress
{
    private const string Columns = "id, conversations, messages, questions, memories";

    public Task<Erasure> BeginAsync(string subject, CancellationToken cancellationToken)
    {
        var fresh = Erasure.New(time.GetUtcNow());
        return database.WriteAsync(
            db =>
                db.First(
                    $"""
                    INSERT INTO erasures (subject, id) VALUES (@subject, @id)
                    ON CONFLICT (subject) DO UPDATE SET id = id RETURNING {Columns}
                    """,
                    Read,
                    ("@subject", subject),
                    ("@id", fresh.Id)
                )!,
            cancellationToken
        );
    }

    public Task<Erasure> CountMemoriesAsync(string subject, int memories, CancellationToken cancellationToken)
    {
        var fresh = Erasure.New(time.GetUtcNow());
        return database.WriteAsync(
            db =>
                db.First(
                    $"""
                    INSERT INTO erasures (subject, id, memories) VALUES (@subject, @id, @memories)
                    ON CONFLICT (subject) DO UPDATE SET memories = MAX(memories, excluded.memories) RETURNING {Columns}
                    """,
                    Read,
                    ("@subject", subject),
                    ("@id", fresh.Id),
                    ("@memories", memories)
                )!,
            cancellationToken
        );
    }

    /// <summary>Within a step that erases.</summary>
    /// <param name="db">The step's session.</param>
    /// <param name="erasure">Its receipt is the id only if the erasure begins with this.</param>
    /// <param name="counts">What the step erased.</param>
    public static void Add(SqliteSession db, ErasureReference erasure, ErasedCounts counts) =>
        db.Execute(
            """
            INSERT INTO erasures (subject, id, conversations, messages, questions)
            VALUES (@subject, @id, @conversations, @messages, @questions)
            ON CONFLICT (subject) DO UPDATE SET conversations = conversations + excluded.conversations,
                messages = messages + excluded.messages, questions = questions + excluded.questions
            """,
            ("@subject", erasure.Subject),
            ("@id", erasure.Receipt),
            ("@conversations", counts.Conversations),
            ("@messages", counts.Messages),
            ("@questions", counts.Questions)
        );

    public Task EndAsync(string subject, CancellationToken cancellationToken) =>
        database.WriteAsync(db => db.Execute("DELETE FROM erasures WHERE subject = @subject", ("@subject", subject)), cancellationToken);

    private static Erasure Read(SqliteRow r) => new(r.GetString(0), new(r.GetInt32(1), r.GetInt32(2), r.GetInt32(3), r.GetInt32(4)));
}
