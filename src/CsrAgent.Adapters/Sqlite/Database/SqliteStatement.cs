using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CsrAgent.Adapters.Sqlite.Database;

/// <summary>A prepared statement whose parameters are always passed in the order of its first use.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly int[] _places;

    public SqliteStatement(sqlite3 database, string sql, ReadOnlySpan<(string Name, SqliteValue Value)> parameters)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
        _places = new int[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            _places[i] = raw.sqlite3_bind_parameter_index(_statement, parameters[i].Name);
            if (_places[i] == 0) throw new InvalidOperationException($"The statement has no parameter {parameters[i].Name}: {sql}");
        }
    }

    public SqliteRow Row => new(_statement);

    public void Bind(ReadOnlySpan<(string Name, SqliteValue Value)> parameters)
    {
        for (var i = 0; i < _places.Length; i++) Check(parameters[i].Value.Bind(_statement, _places[i]));
    }

    /// <summary>True when there is a row, false at the end.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW) return true;
        if (result != raw.SQLITE_DONE) Check(result);
        return false;
    }

    /// <summary>Must follow each execution. Its result code repeats the step's error, which has been thrown already.</summary>
    public void Reset() => raw.sqlite3_reset(_statement);

    public void Dispose() => _statement.Dispose();

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
