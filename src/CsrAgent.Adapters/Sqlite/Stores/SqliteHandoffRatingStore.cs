using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Conversations;
using CsrAgent.Handoff;

namespace CsrAgent.Adapters.Sqlite.Stores;

/// <summary>Ratings of hand-offs in the embedded database.</summary>
internal sealed class SqliteHandoffRatingStore(SqliteDatabase database) : IHandoffRatingStore
{
    public Task<bool> RateAsync(EscalationTicket from, HandoffRating rating, CancellationToken cancellationToken) =>
        database.WriteAsync(db => Rate(db, from, rating), cancellationToken);

    private static bool Rate(SqliteSession db, EscalationTicket before, HandoffRating rating)
    {
        var known = db.First("SELECT ticket FROM escalations WHERE id = @id", r => SqliteRows.ReadTicket(r), ("@id", before.Id));
        if (known?.Revision != before.Revision) return false;
        var rated = SqliteJson.Write(before with { Rating = rating, Revision = before.Revision + 1 });
        db.Execute("UPDATE escalations SET ticket = @ticket WHERE id = @id", ("@ticket", rated), ("@id", before.Id));
        return true;
    }
}
