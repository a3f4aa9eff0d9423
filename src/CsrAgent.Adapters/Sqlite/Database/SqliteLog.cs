namespace CsrAgent.Adapters.Sqlite.Database;

/// <summary>The write-ahead log after an erasure: emptied at once where nobody uses the file, else as soon as that is so.</summary>
internal sealed class SqliteLog(SqliteDatabase database)
{
    private volatile bool _isToBeEmptied;

    /// <summary>True when it still holds what was erased.</summary>
    public bool IsToBeEmptied => _isToBeEmptied;

    public void Empty()
    {
        _isToBeEmptied = true;
        if (database.TryEmptyLog()) _isToBeEmptied = false;
    }
}
