using CsrAgent.Adapters.Sqlite;
using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Adapters.Sqlite.Stores;
using CsrAgent.Conversations;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Adapters.Sqlite;

public sealed class SqliteUpgradeTests
{
    [Fact]
    public async Task Open_DatabaseOfVersion1_KeepsItsHandOffsAndLearnsTimers()
    {
        using var folder = new TempFolder();
        using (var database = Open(folder))
            await SaveAsync(database, Some.Ticket());
        MakeVersion1(folder);

        using var upgraded = Open(folder);
        var handoffs = new SqliteHandoffStore(upgraded, new SqliteClock(TimeProvider.System));
        await SaveAsync(upgraded, Some.Ticket("esc_2") with { OverdueAt = Some.Noon });

        Assert.Equal(SqliteSchema.Version, upgraded.Read(db => db.Number("PRAGMA user_version")));
        Assert.Equal(
            ["esc_1", "esc_2"],
            (await handoffs.ListAsync(EscalationState.Open, 10, TestContext.Current.CancellationToken)).Select(ticket => ticket.Id).Order()
        );
        Assert.Equal(
            ["esc_2"],
            (await handoffs.ListDueAsync(Some.Noon, 10, TestContext.Current.CancellationToken)).Select(ticket => ticket.Id)
        );
    }

    private static Task<bool> SaveAsync(SqliteDatabase database, EscalationTicket ticket) =>
        database.WriteAsync(
            db =>
            {
                SqliteConversationTable.SaveTicket(db, 1, ticket);
                return true;
            },
            TestContext.Current.CancellationToken
        );

    private static SqliteDatabase Open(TempFolder folder) => new(Options.Create(new SqliteOptions { DataDirectory = folder.Path }));

    private static void MakeVersion1(TempFolder folder)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "csr-agent.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            ALTER TABLE audit DROP COLUMN hash;
            DROP TABLE channel_state; DROP INDEX feedback_at;
            DROP TABLE memories; DROP TABLE memory_marks; DROP TABLE memory_position; DROP TABLE memory_reads;
            ALTER TABLE mailbox DROP COLUMN retry_turn; ALTER TABLE mailbox DROP COLUMN proven; ALTER TABLE messages DROP COLUMN proven;
            DROP TABLE closed_sessions; DROP TABLE erasures; DROP INDEX outbox_conversation; DROP INDEX dead_letters_conversation;
            DROP INDEX conversations_updated; DROP INDEX escalations_by_rank;
            ALTER TABLE mailbox DROP COLUMN retry; ALTER TABLE mailbox DROP COLUMN queued_at;
            ALTER TABLE conversations DROP COLUMN incarnation;
            DROP INDEX escalations_due; ALTER TABLE escalations DROP COLUMN due_at; PRAGMA user_version = 1
            """;
        command.ExecuteNonQuery();
    }
}
