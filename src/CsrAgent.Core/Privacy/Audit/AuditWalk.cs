namespace CsrAgent.Privacy.Audit;

/// <summary>The state of one verification, which is shown the entries from the newest to the oldest.</summary>
internal sealed class AuditWalk(AuditChain chain, AuditHead? since, long lastNumber)
{
    private const int MaxBreaks = 100;

    private readonly Queue<AuditBreak> _breaks = new();
    private readonly Dictionary<string, long> _otherKeys = new(StringComparer.Ordinal);
    private AuditEntry? _newest;
    private AuditEntry? _later; // The chained entry whose predecessor is still to come.
    private AuditBreak? _notChained; // Those read last, which are a break if an older chained one is there.
    private long _expected = lastNumber;
    private bool _hasGap; // Since the later entry.
    private bool _isAtSince;
    private long _entries;
    private long _chained;

    /// <summary>Nothing older is of interest.</summary>
    public bool IsOver { get; private set; }

    public void Add(AuditEntry entry)
    {
        if (IsOver) return;
        _newest ??= entry;
        _entries++;
        ReportMissing(entry.Number + 1);
        _expected = entry.Number - 1;
        if (entry.Hash is not null) AddChained(entry, entry.Hash);
        else _notChained = new(AuditBreakKind.NotChained, entry.Number, _notChained?.Through ?? entry.Number);
    }

    public AuditVerification End()
    {
        if (!IsOver) ReportMissing(1);
        if (_later is not null && !IsOver) Check(_later, null);
        if (since is not null && !_isAtSince) Report(new(AuditBreakKind.Replaced, since.Number, since.Number));
        var old = _notChained is { } run && !_isAtSince ? run.Through - run.Number + 1 : 0;
        var head = _newest is { Hash: { } hash } && chain.IsOwn(hash) ? new AuditHead(_newest.Number, hash) : null;
        return new(_entries, _chained, old, _otherKeys, [.. _breaks.OrderBy(found => found.Number)], head);
    }

    private void AddChained(AuditEntry entry, string hash)
    {
        if (_notChained is { } between && !_isAtSince) Report(between);
        if (_later is not null) Check(_later, hash);
        (_later, _notChained, _hasGap, IsOver) = (entry, null, false, _isAtSince);
        if (since is null || _isAtSince || entry.Number > since.Number) return;
        _isAtSince = true;
        if (new AuditHead(entry.Number, hash) != since) Report(new(AuditBreakKind.Replaced, since.Number, since.Number));
    }

    private void Check(AuditEntry entry, string? previous)
    {
        if (!chain.IsOwn(entry.Hash!))
        {
            var key = AuditChain.KeyIdOf(entry.Hash!);
            _otherKeys[key] = _otherKeys.GetValueOrDefault(key) + 1;
            return;
        }
        // Nothing can be said of it without the entry before, which is reported as missing.
        if (_hasGap) return;
        if (entry.Hash == chain.HashOf(entry, previous)) _chained++;
        else Report(new(AuditBreakKind.Changed, entry.Number, entry.Number));
    }

    private void ReportMissing(long from)
    {
        if (from > _expected) return;
        _hasGap = true;
        if (!_isAtSince) Report(new(AuditBreakKind.Missing, from, _expected));
    }

    private void Report(AuditBreak found)
    {
        _breaks.Enqueue(found);
        if (_breaks.Count > MaxBreaks) _breaks.Dequeue();
    }
}
