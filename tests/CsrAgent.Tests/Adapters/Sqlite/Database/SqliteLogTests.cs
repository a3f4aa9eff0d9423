using System.Text;
using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Telemetry;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace CsrAgent.Tests.Adapters.Sqlite.Database;

/// <summary>Somebody else reads the database, such as a backup tool, while a customer is erased.</summary>
public sealed class SqliteLogTests
{
    private const string Words = "planted words of one who is erased";

    /// <summary>Shorter than a writer that waits for readers would wait.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(8);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Erase_WhileAReaderIsOpen_WaitsForNobodyAndEmptiesTheLogAfterwards()
    {
        await using var subject = new SqliteSubject();
        await subject.AnswerAsync(Some.Message(Words));
        var log = subject.Get<SqliteLog>();
        await using (var reader = new SqliteConnection($"Data Source={Path.Combine(subject.Folder, "csr-agent.db")};Pooling=False"))
        {
            await reader.OpenAsync(Token);
            await using var transaction = reader.BeginTransaction(deferred: true);
            await using var read = new SqliteCommand("SELECT COUNT(*) FROM messages", reader, transaction);
            Assert.Equal(2L, await read.ExecuteScalarAsync(Token));

            await subject.Store.EraseAsync([new("s1")], null, Token).WaitAsync(AtOnce, TimeProvider.System, Token);
            await subject.AcceptAsync(Some.Message(session: "other")).WaitAsync(AtOnce, TimeProvider.System, Token);

            Assert.True(log.IsToBeEmptied);
            Assert.True(AreOnDisk(subject));
        }

        using var loop = new SqliteLogLoop(log, new LoopHealth(subject.Time), subject.Time, NullLogger<SqliteLogLoop>.Instance);
        await loop.StartAsync(Token);
        await Until.TrueAsync(() => !log.IsToBeEmptied, subject.Time, TimeSpan.FromSeconds(1), "the log is emptied");
        await loop.StopAsync(Token);

        Assert.False(AreOnDisk(subject));
    }

    private static bool AreOnDisk(SqliteSubject subject) =>
        Directory
            .GetFiles(subject.Folder, "csr-agent.db*")
            .Any(file => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(Words)) >= 0);
}
