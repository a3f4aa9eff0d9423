namespace CsrAgent.Knowledge.Sync;

/// <summary>How a source stands, as its syncs go on. Written by one, read by many.</summary>
internal sealed class SourceState(string name, DateTimeOffset since)
{
    private readonly Lock _lock = new();
    private SourceStatus _status = new(name, false, 0, 0, null, null, null, false, null, 0, null);
    private bool _isConfigured;
    private volatile int _done;

    public void Begin(int total)
    {
        lock (_lock)
        {
            _done = 0;
            _isConfigured = true;
            _status = _status with { IsSyncing = true, Total = total };
        }
    }

    public void Advance() => _done++;

    /// <param name="result">Null if the sync did not come to an end, or the source is not configured.</param>
    public void End(SourceResult? result, DateTimeOffset at)
    {
        lock (_lock)
        {
            _isConfigured |= result is not null;
            _status = _status with { IsSyncing = false };
            if (result is null) return;
            _status = _status with
            {
                Articles = result.Articles ?? _status.Articles,
                LastSynced = result.IsComplete ? at : _status.LastSynced,
                LastTried = at,
                Fault = result.Fault,
                Failed = result.Report.Failed.Count - (result.Fault is null ? 0 : 1),
                Shrinking = result.Shrinking,
            };
        }
    }

    /// <returns>Null if the source is not configured, as far as known.</returns>
    public SourceStatus? Read(DateTimeOffset now, TimeSpan staleAfter)
    {
        lock (_lock)
        {
            if (!_isConfigured) return null;
            return _status with { Done = _done, IsStale = now - (_status.LastSynced ?? since) > staleAfter };
        }
    }
}
