using Microsoft.Data.Sqlite;

namespace CsrAgent.Adapters.Sqlite.Database;

/// <summary>Copies the database file of a server, which may run and write meanwhile.</summary>
public static class SqliteCopy
{
    /// <summary>The name of the file in a server's folder, and in a backup.</summary>
    public const string FileName = "csr-agent.db";

    /// <summary>Copies one state of the database: everything that was committed before it began.</summary>
    /// <param name="folder">Where the database is.</param>
    /// <param name="target">The file to write, which may exist empty.</param>
    /// <returns>What it holds, for a person to compare.</returns>
    /// <exception cref="CsrAgentException">There is none, it cannot be read, or the copy is damaged.</exception>
    public static string Make(string folder, string target)
    {
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file)) throw new CsrAgentException($"There is no database in {folder}: set DATA_DIR to the server's folder.");
        try
        {
            using var from = Open(file, SqliteOpenMode.ReadWrite);
            using var to = Open(target, SqliteOpenMode.ReadWriteCreate);
            from.BackupDatabase(to);
            return Check(to);
        }
        catch (SqliteException e)
        {
            throw new CsrAgentException($"The database {file} cannot be copied: {e.Message}", e);
        }
    }

    /// <summary>Reads a copy from end to end.</summary>
    /// <returns>What it holds.</returns>
    /// <exception cref="CsrAgentException">It is damaged, or of a newer version of the server.</exception>
    public static string Check(string file)
    {
        try
        {
            using var copy = Open(file, SqliteOpenMode.ReadWrite);
            return Check(copy);
        }
        catch (SqliteException e)
        {
            throw new CsrAgentException($"The database {file} cannot be read: {e.Message} Take another backup.", e);
        }
    }

    private static string Check(SqliteConnection copy)
    {
        if (Read(copy, "PRAGMA integrity_check") is not "ok") throw new CsrAgentException($"The copy {copy.DataSource} is damaged.");
        var version = Read(copy, "PRAGMA user_version");
        if (version is not long known || known > SqliteSchema.Version)
        {
            throw new CsrAgentException(
                $"The database {copy.DataSource} has schema {version}, and this server knows {SqliteSchema.Version}: use the newer server."
            );
        }
        var conversations = Read(copy, "SELECT COUNT(*) FROM conversations");
        return $"{conversations} conversations, {Read(copy, "SELECT COUNT(*) FROM mailbox")} waiting messages";
    }

    private static object? Read(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The callers' texts are constants.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = file,
                Mode = mode,
                Pooling = false,
            }.ToString()
        );
        connection.Open();
        return connection;
    }
}
