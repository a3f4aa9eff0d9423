using System.Text.RegularExpressions;
using CsrAgent.Adapters.Sqlite;
using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Adapters.Sqlite;

/// <summary>No statement reads a table from its beginning to its end, which years of data would make slow for everybody.</summary>
public sealed partial class SqlitePlanTests
{
    /// <summary>Read the whole of something by intent: counts at the start or for a report, and tables that stay small.</summary>
    private static readonly string[] Allowed =
    [
        "SELECT COUNT(*) FROM mailbox", // At the start: what waits.
        "SELECT status, COUNT(*) FROM conversations GROUP BY status",
        "SELECT COUNT(*) FROM dead_letters",
        "SELECT COUNT(*) FROM feedback WHERE rating = @up",
        "SELECT COUNT(*) FROM feedback WHERE rating = @down",
        "SELECT MAX(n) FROM gaps",
        "SELECT COUNT(DISTINCT conversation) FROM outbox WHERE state = 0", // By the index of what waits.
        "sqlite_master", // The schema.
        "sqlite_sequence", // A row for each table that counts.
        "UPDATE outbox SET due_at = 0", // At the start, by the index of what waits.
    ];

    [Fact]
    public void Statements_EachOfTheSource_UsesAnIndex()
    {
        using var folder = new TempFolder();
        using var database = new SqliteDatabase(Options.Create(new SqliteOptions { DataDirectory = folder.Path }));
        var statements = Statements().ToList();

        var scans = statements
            .Where(sql => !Allowed.Any(allowed => sql.Contains(allowed, StringComparison.Ordinal)))
            .SelectMany(sql => Scans(database, sql).Select(scan => $"{scan}: {sql}"));

        Assert.InRange(statements.Count, 50, int.MaxValue);
        Assert.Equal("", string.Join("\n\n", scans));
    }

    [Theory]
    [InlineData("SELECT id FROM outbox WHERE channel_message_id = @x")]
    [InlineData("DELETE FROM messages WHERE text = @x")]
    [InlineData("SELECT n FROM conversations ORDER BY created_at LIMIT @x")]
    public void Statements_OneThatScans_IsFound(string sql)
    {
        using var folder = new TempFolder();
        using var database = new SqliteDatabase(Options.Create(new SqliteOptions { DataDirectory = folder.Path }));

        Assert.NotEmpty(Scans(database, sql));
    }

    /// <summary>A scan that follows an index in order and stops at its limit reads no more than it returns.</summary>
    private static IEnumerable<string> Scans(SqliteDatabase database, string sql)
    {
        var plan = database.Read(db => db.Query("EXPLAIN QUERY PLAN " + Parameter().Replace(sql, "1"), row => row.GetString(3)));
        var sorts = plan.Any(step => step.Contains("USE TEMP B-TREE FOR ORDER BY", StringComparison.Ordinal));
        var ordered = !sorts && sql.Contains("ORDER BY", StringComparison.Ordinal) && sql.Contains("LIMIT", StringComparison.Ordinal);
        return plan.Where(step =>
            step.StartsWith("SCAN ", StringComparison.Ordinal) && !step.StartsWith("SCAN CONSTANT", StringComparison.Ordinal) && !ordered
        );
    }

    /// <summary>All constants of the source that begin as a statement does, with the constants that they are made of put in.</summary>
    private static IEnumerable<string> Statements() =>
        SqlSource.Read(Path.Combine(BuildOutput.RepositoryRoot, "src/CsrAgent.Adapters/Sqlite"));

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Parameter();
}
