using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Reporting;

namespace CsrAgent.Adapters.Sqlite.Stores;

/// <summary>Ratings in the embedded database.</summary>
internal sealed class SqliteFeedback(SqliteDatabase database, TimeProvider time) : IFeedback
{
    public Task<bool> RateAsync(
        ConversationId id,
        TurnId turnId,
        FeedbackRating rating,
        string? comment,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return database.WriteAsync(
            db =>
                db.Execute(
                    """
                    INSERT INTO feedback (conversation, turn_id, rating, comment, at)
                    SELECT t.conversation, t.turn_id, @rating, @comment, @now FROM turns t JOIN conversations c ON c.n = t.conversation
                    WHERE c.id = @id AND t.turn_id = @turn
                    ON CONFLICT (conversation, turn_id) DO UPDATE SET rating = excluded.rating, comment = excluded.comment,
                    at = iif(rating = excluded.rating AND comment IS excluded.comment, at, excluded.at)
                    """,
                    ("@rating", (int)rating),
                    ("@comment", comment),
                    ("@now", now),
                    ("@id", id.Value),
                    ("@turn", turnId.Value)
                ) > 0,
            cancellationToken
        );
    }

    public Task<IReadOnlyList<GivenRating>> ListAsync(DateTimeOffset since, int max, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<GivenRating>>(
            database.Read(db =>
                db.Query(
                    """
                    SELECT c.id, f.turn_id, f.rating, f.comment, f.at FROM feedback f JOIN conversations c ON c.n = f.conversation
                    WHERE f.at >= @since ORDER BY f.at LIMIT @max
                    """,
                    r => new GivenRating(
                        new(r.GetString(0)),
                        new(r.GetString(1)),
                        (FeedbackRating)r.GetInt32(2),
                        r.GetStringOrNull(3),
                        DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(4))
                    ),
                    ("@since", since.ToUnixTimeMilliseconds()),
                    ("@max", max)
                )
            )
        );
    }
}
