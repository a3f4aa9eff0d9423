using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.FakeModels;
using Microsoft.Data.Sqlite;

namespace CsrAgent.Tests.Faults;

/// <summary>The server dies without warning, again and again, while customers write.</summary>
[Collection(FaultsCollection.Name)]
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Kills = 30;
    private const int Customers = 12;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_ThirtyTimesUnderLoad_AnswersEveryAcceptedMessageExactlyOnce()
    {
        await using var claude = await FakeClaude.StartAsync();
        claude.Script = request => FakeClaudeReply.Default(request) with { Latency = TimeSpan.FromMilliseconds(30) };

        // Thirty deaths in a minute may hit the same turn more often than any real server dies: when to give up is not what is tested here.
        await using var server = await RealServer.StartAsync(
            ("CLAUDE_BASE_URL", claude.BaseAddress),
            ("CLAUDE_API_KEY", "test"),
            ("MAX_ATTEMPTS", "100"),
            ("RATE_LIMIT_PER_USER", "0"),
            ("LOG_LEVEL", "Warning")
        );
        var customers = Enumerable.Range(0, Customers).Select(i => new Customer(server.BaseAddress, $"c{i}", i)).ToList();

        var launches = await KillUnderLoadAsync(server, customers);
        using var admin = new ChatClient(server.BaseAddress, ("X-API-Key", RealServer.ApiKey));
        var audit = new HistoryAudit(admin);
        await audit.CheckAsync(customers.SelectMany(c => c.Sent));
        await server.KillAsync();
        customers.ForEach(c => c.Dispose());

        Report($"kill -9: {Kills} times, {audit}");
        Report(
            $"({customers.Sum(c => c.Retries)} requests sent again; start to next answer {Median(FirstAnswers(launches, customers)):0} ms "
                + "in the median)"
        );
        Assert.Empty(audit.Faults);
        Assert.Equal((audit.Accepted, 0, 0, 0), (audit.AnsweredOnce, audit.Lost, audit.Doubled, audit.OutOfOrder));
        Assert.Equal((0, 0), (audit.HandedOver, audit.DeadLetters));
        Assert.InRange(audit.Accepted, Kills * 5, int.MaxValue);
        Assert.Empty(claude.Violations);
        Assert.Equal("ok", IntegrityOf(server.DataDirectory));
    }

    /// <summary>Returns when the server was launched.</summary>
    private static async Task<List<long>> KillUnderLoadAsync(RealServer server, List<Customer> customers)
    {
        using var stop = new CancellationTokenSource();
        var talks = customers.Select(c => Task.Run(() => c.TalkAsync(stop.Token, Token), Token)).ToList();
        var random = new Random(20260302);
        var launches = new List<long>();
        for (var kill = 1; kill <= Kills; kill++)
        {
            await LiveAsync(customers, random);
            await server.KillAsync();

            // Now and then it dies once more while it is still starting.
            if (kill % 6 == 0 && ++kill <= Kills) await DieWhileStartingAsync(server, random);
            launches.Add(TimeProvider.System.GetTimestamp());
            await server.StartAsync();
        }

        await stop.CancelAsync();
        await Task.WhenAll(talks);
        return launches;
    }

    /// <summary>Until some more messages have been accepted, and then a little longer, so that it dies at any point of a turn.</summary>
    private static async Task LiveAsync(List<Customer> customers, Random random)
    {
        var enough = customers.Sum(c => c.Accepted) + random.Next(5, 40);
        await Until.TrueAsync(() => customers.Sum(c => c.Accepted) >= enough, "the customers could talk");
        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(200)), TimeProvider.System, Token);
    }

    private static async Task DieWhileStartingAsync(RealServer server, Random random)
    {
        var starting = server.StartAsync();
        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(100, 900)), TimeProvider.System, Token);
        await server.KillAsync();

        // It fails, unless the server was quicker than the kill.
        await Record.ExceptionAsync(() => starting);
    }

    private static IEnumerable<double> FirstAnswers(List<long> launches, List<Customer> customers)
    {
        var answers = customers.SelectMany(c => c.RepliedAt).Order().ToList();
        return launches
            .Select(launch => (launch, answer: answers.FirstOrDefault(at => at > launch)))
            .Where(pair => pair.answer > 0)
            .Select(pair => TimeProvider.System.GetElapsedTime(pair.launch, pair.answer).TotalMilliseconds);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? double.NaN : sorted[sorted.Count / 2];
    }

    private static string? IntegrityOf(string folder)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "csr-agent.db")};Pooling=False");
        connection.Open();
        using var check = connection.CreateCommand();
        check.CommandText = "PRAGMA integrity_check";
        return check.ExecuteScalar() as string;
    }

    private void Report(string line)
    {
        output.WriteLine(line);
        Console.WriteLine(line);
    }
}
