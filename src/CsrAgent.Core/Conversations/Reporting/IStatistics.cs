namespace CsrAgent.Conversations.Reporting;

/// <summary>Counts over all that is stored. Safe to call from many threads.</summary>
public interface IStatistics
{
    /// <param name="days">How many days back, including today (UTC); 1 to 366.</param>
    Task<Statistics> ReadAsync(int days, CancellationToken cancellationToken);

    /// <summary>The values of the gauges; cheap enough to query every few seconds.</summary>
    /// <param name="activeSince">A conversation with activity since then, and not ended, counts as active.</param>
    Task<LiveCounts> ReadLiveAsync(DateTimeOffset activeSince, CancellationToken cancellationToken);
}
