using CsrAgent.Telemetry;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Adapters.Sqlite.Database;

/// <summary>Empties the log where an erasure could not, because somebody was reading or writing.</summary>
internal sealed class SqliteLogLoop(SqliteLog log, LoopHealth health, TimeProvider time, ILogger<SqliteLogLoop> logger)
    : PeriodicLoop(health, time, logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private const int TriesBeforeAWarning = 60;

    private int _tries;

    protected override Task<TimeSpan> IterateAsync(CancellationToken stopping)
    {
        if (log.IsToBeEmptied) log.Empty();
        _tries = log.IsToBeEmptied ? _tries + 1 : 0;
        if (_tries == TriesBeforeAWarning)
        {
            Logger.LogWarning(
                "Erased data still stands in csr-agent.db-wal, because another program reads the database all the time; end it, such as a "
                    + "backup that hangs, or restart this server"
            );
        }
        return Task.FromResult(Pause);
    }
}
