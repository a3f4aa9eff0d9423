using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Gaps;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Sqlite.Stores;

/// <summary>Unanswered questions in the embedded database; the newest ones are kept.</summary>
internal sealed class SqliteKnowledgeGaps(SqliteDatabase database, IOptions<KnowledgeOptions> options) : IKnowledgeGaps
{
    public Task RecordAsync(KnowledgeGap gap, CancellationToken cancellationToken) =>
        database.WriteAsync(
            db =>
            {
                db.Execute("INSERT INTO gaps (user_id, gap) VALUES (@user, @gap)", ("@user", gap.UserId), ("@gap", SqliteJson.Write(gap)));
                return db.Execute("DELETE FROM gaps WHERE n <= (SELECT MAX(n) FROM gaps) - @keep", ("@keep", options.Value.GapLimit));
            },
            cancellationToken
        );

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

    public async Task<int> EraseAsync(string userId, CancellationToken cancellationToken)
    {
        var erased = await database.WriteAsync(
            db => db.Execute("DELETE FROM gaps WHERE user_id = @user", ("@user", userId)),
            cancellationToken
        );
        await database.EmptyLogAsync(cancellationToken);
        return erased;
    }
}
