namespace CsrAgent.Adapters.Sqlite.Turns;

/// <summary>How many messages wait in all mailboxes, without asking the database for each new one.</summary>
internal sealed class QueueDepth
{
    private long _value;

    public long Value => Interlocked.Read(ref _value);

    public void Set(long value) => Interlocked.Exchange(ref _value, value);

    public void Add(long change) => Interlocked.Add(ref _value, change);
}
