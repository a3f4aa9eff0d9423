namespace CsrAgent.Privacy.Audit;

/// <summary>The state of one verification, which is shown the entries from the newest to the oldest.</summary>
internal sealed class AuditWalk(AuditChain chain, AuditHead? since, long lastNumber)
{
    private const int MaxBreaks = 100;
    private const int MaxOtherKeys = 20;

    private readonly Queue<AuditBreak> _breaks = new();
    private readonly Dictionary<string, long> _otherKeys = new(StringComparer.Ordinal);
    private AuditEntry? _newest;
    private AuditEntry? _later; // The chained entry whose predecessor is still to come.
    private AuditBreak? _notChained; // Those read last, which are a break if an older chained one is there.
    private long _notChainedCount; // Of them: some between may be missing.
    private long _expected = lastNumber;
    private bool _hasGap; // Since the later entry.
    private bool _isAtSince; // The head of the earlier verification has come: what was before is not judged again.
    private long _entries;
    private long _chained;

    /// <summary>Nothing older is of interest.</summary>
    public bool IsOver { get; private set; }

    public void Add(AuditEntry entry)
    {
        if (IsOver) return;
        _newest ??= entry;
        ReportMissing(entry.Number + 1);
        _expected = entry.Number - 1;
        var isSince = IsSince(entry);
        if (!isSince && !_isAtSince) _entries++;
        if (entry.Hash is not null) AddChained(entry, entry.Hash);
        else AddNotChained(entry);
        _isAtSince |= isSince;
    }

    public AuditVerification End()
    {
        if (!IsOver) ReportMissing(1);
        if (_later is not null && !IsOver) Check(_later, null);
        if (since is not null && !_isAtSince) Report(new(AuditBreakKind.Replaced, since.Number, since.Number));
        return new(_entries, _chained, _notChainedCount, _otherKeys, [.. _breaks.OrderBy(found => found.Number)], Head);
    }

    private AuditHead? Head =>
        _newest is not { Hash: { } hash } ? null
        : chain.IsOwn(hash) || IsSince(_newest) ? new(_newest.Number, hash)
        : null;

    private bool IsSince(AuditEntry entry) => since is not null && since.Number == entry.Number && since.Hash == entry.Hash;

    private void AddNotChained(AuditEntry entry)
    {
        if (_isAtSince) return;
        _notChained = new(AuditBreakKind.NotChained, entry.Number, _notChained?.Through ?? entry.Number);
        _notChainedCount++;
    }

    private void AddChained(AuditEntry entry, string hash)
    {
        if (_notChained is { } between) Report(between);
        if (_later is not null) Check(_later, hash);
        (_later, _notChained, _notChainedCount, _hasGap, IsOver) = (entry, null, 0, false, _isAtSince);
    }

    private void Check(AuditEntry entry, string? previous)
    {
        if (AuditChain.KeyIdOf(entry.Hash!) is { } key && key != chain.KeyId)
        {
            if (!_isAtSince) CountOtherKey(key);
            return;
        }
        // Nothing can be said of it without the entry before, which is reported as missing.
        if (_hasGap) return;
        if (entry.Hash != chain.HashOf(entry, previous)) Report(new(AuditBreakKind.Changed, entry.Number, entry.Number));
        else if (!_isAtSince) _chained++;
    }

    /// <summary>Nobody changes the secret so often: who forges entries may name a key in each.</summary>
    private void CountOtherKey(string key)
    {
        var name = _otherKeys.Count < MaxOtherKeys || _otherKeys.ContainsKey(key) ? key : "others";
        _otherKeys[name] = _otherKeys.GetValueOrDefault(name) + 1;
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
