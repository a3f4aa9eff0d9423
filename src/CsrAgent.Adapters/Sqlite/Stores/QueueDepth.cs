namespace CsrAgent.Adapters.Sqlite.Stores;

/// <summary>The number of messages waiting in all mailboxes, without querying the database for each new one.</summary>
internal sealed class QueueDepth
{
    private long _value;

    public long Value => Interlocked.Read(ref _value);

    public void Set(long value) => Interlocked.Exchange(ref _value, value);

    public void Add(long change) => Interlocked.Add(ref _value, change);
}
