using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Conversations.Reporting;
using CsrAgent.Knowledge.Gaps;

namespace CsrAgent.Adapters.Sqlite.Stores;

/// <summary>Unanswered questions in the embedded database, of which the newest are kept.</summary>
internal sealed class SqliteKnowledgeGaps(SqliteDatabase database, SqliteLog log) : IKnowledgeGaps
{
    /// <summary>A part of the commit of the question's turn.</summary>
    public static void Record(SqliteSession db, KnowledgeGap gap, int keep)
    {
        db.Execute("INSERT INTO gaps (user_id, gap) VALUES (@user, @gap)", ("@user", gap.UserId), ("@gap", SqliteJson.Write(gap)));
        db.Execute("DELETE FROM gaps WHERE n <= (SELECT MAX(n) FROM gaps) - @keep", ("@keep", keep));
    }

    public Task<IReadOnlyList<KnowledgeGap>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<KnowledgeGap>>(
            database.Read(db =>
                db.Query(
                    "SELECT gap FROM gaps ORDER BY n DESC LIMIT @limit",
                    r => r.GetJson(0, SqliteJson.Default.KnowledgeGap),
                    ("@limit", limit)
                )
            )
        );
    }

    public async Task<int> EraseAsync(string userId, ErasureReference? erasure, CancellationToken cancellationToken)
    {
        var erased = await database.WriteAsync(
            db =>
            {
                var gone = db.Execute("DELETE FROM gaps WHERE user_id = @user", ("@user", userId));
                if (erasure is not null && gone > 0) SqliteErasureProgress.Add(db, erasure, new(0, 0, gone));
                return gone;
            },
            cancellationToken
        );
        log.Empty();
        return erased;
    }
}
