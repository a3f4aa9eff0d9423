using System.Globalization;
using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Reporting;

namespace CsrAgent.Adapters.Sqlite.Stores;

/// <summary>Counts from the embedded database: totals from small indexes, daily figures updated by each commit.</summary>
internal sealed class SqliteStatistics(SqliteDatabase database, QueueDepth depth, TimeProvider time) : IStatistics
{
    public Task<Statistics> ReadAsync(int days, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var since = time.GetUtcNow().UtcDateTime.AddDays(1 - days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return Task.FromResult(
            database.Read(db => new Statistics(
                db.Query(
                        "SELECT status, COUNT(*) FROM conversations GROUP BY status",
                        r => ((ConversationStatus)r.GetInt32(0), r.GetInt64(1))
                    )
                    .ToDictionary(),
                depth.Value,
                db.Number(
                    "SELECT COUNT(*) FROM escalations WHERE state IN (@open, @claimed)",
                    ("@open", (int)EscalationState.Open),
                    ("@claimed", (int)EscalationState.Claimed)
                ),
                db.Number("SELECT COUNT(*) FROM dead_letters"),
                new FeedbackCounts(
                    db.Number("SELECT COUNT(*) FROM feedback WHERE rating = @up", ("@up", (int)FeedbackRating.Up)),
                    db.Number("SELECT COUNT(*) FROM feedback WHERE rating = @down", ("@down", (int)FeedbackRating.Down))
                ),
                db.Query(
                    """
                    SELECT day, turns, messages, handoffs, unanswered, degraded,
                        positive, neutral, negative, input_tokens, output_tokens, processing_ms
                    FROM days WHERE day >= @since ORDER BY day DESC
                    """,
                    ReadDay,
                    ("@since", since)
                )
            ))
        );
    }

    public Task<LiveCounts> ReadLiveAsync(DateTimeOffset activeSince, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(
            database.Read(db => new LiveCounts(
                depth.Value,
                db.Number(
                    "SELECT COUNT(*) FROM conversations WHERE status IN (0, 1, 2) AND updated_at >= @since",
                    ("@since", activeSince.ToUnixTimeMilliseconds())
                )
            ))
        );
    }

    private static DayStatistics ReadDay(SqliteRow r) =>
        new()
        {
            Day = r.GetString(0),
            Turns = r.GetInt64(1),
            Messages = r.GetInt64(2),
            Handoffs = r.GetInt64(3),
            Unanswered = r.GetInt64(4),
            Degraded = r.GetInt64(5),
            Positive = r.GetInt64(6),
            Neutral = r.GetInt64(7),
            Negative = r.GetInt64(8),
            InputTokens = r.GetInt64(9),
            OutputTokens = r.GetInt64(10),
            MeanProcessingTime = TimeSpan.FromMilliseconds((double)r.GetInt64(11) / r.GetInt64(1)),
        };
}
