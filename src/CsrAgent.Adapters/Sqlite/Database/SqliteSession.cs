using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CsrAgent.Adapters.Sqlite.Database;

/// <summary>
/// One connection with its prepared statements. For one thread at a time. It uses SQLite's statements directly: ADO.NET commands look up
/// each parameter by name and box each value on every execution, which took half of the writer's time.
/// </summary>
internal sealed class SqliteSession(SqliteConnection connection) : IDisposable
{
    private readonly sqlite3 _database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);

    /// <summary>Returns how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<(string Name, SqliteValue Value)> parameters)
    {
        var statement = Bind(sql, parameters);
        try
        {
            while (statement.Step()) { }

            return raw.sqlite3_changes(_database);
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>Runs several statements without parameters.</summary>
    public void ExecuteScript(string sql) => SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(_database, sql), _database);

    /// <summary>The number in the first column of the first row; 0 if there is none or it is null.</summary>
    public long Number(string sql, params ReadOnlySpan<(string Name, SqliteValue Value)> parameters) =>
        First(sql, static row => row.GetInt64(0), parameters);

    public T? First<T>(string sql, Func<SqliteRow, T> read, params ReadOnlySpan<(string Name, SqliteValue Value)> parameters)
    {
        var statement = Bind(sql, parameters);
        try
        {
            return statement.Step() ? read(statement.Row) : default;
        }
        finally
        {
            statement.Reset();
        }
    }

    public List<T> Query<T>(string sql, Func<SqliteRow, T> read, params ReadOnlySpan<(string Name, SqliteValue Value)> parameters)
    {
        var rows = new List<T>();
        var statement = Bind(sql, parameters);
        try
        {
            while (statement.Step()) rows.Add(read(statement.Row));
            return rows;
        }
        finally
        {
            statement.Reset();
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        connection.Dispose();
    }

    // All SQL in this folder is constant, so the cache is bounded and nothing is ever spliced into a statement.
    private SqliteStatement Bind(string sql, ReadOnlySpan<(string Name, SqliteValue Value)> parameters)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            _statements.Add(sql, statement = new SqliteStatement(_database, sql, parameters));
        }
        statement.Bind(parameters);
        return statement;
    }
}
