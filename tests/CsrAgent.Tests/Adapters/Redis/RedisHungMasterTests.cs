using System.Globalization;
using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Conversations;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Redis;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Tests.Adapters.Redis;

/// <summary>One of two masters hangs: what is on the other goes on as if nothing were wrong.</summary>
public sealed class RedisHungMasterTests : IAsyncLifetime
{
    private static readonly string[] Cluster =
    [
        "--cluster-enabled",
        "yes",
        "--cluster-config-file",
        "nodes.conf",
        "--cluster-node-timeout",
        "60000",
        "--cluster-require-full-coverage",
        "no",
    ];

    /// <summary>Who waits for the answer of the master that hangs waits for the whole test.</summary>
    private static readonly TimeSpan LongerThanTheTests = TimeSpan.FromMinutes(1);

    private RedisServer _hung = null!;
    private RedisServer _well = null!;
    private RedisSubject _subject = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        (_hung, _well) = (await RedisServer.StartAsync(Cluster), await RedisServer.StartAsync(Cluster));
        await AskAsync(_hung, "CLUSTER", "ADDSLOTSRANGE", "0", "8191");
        await AskAsync(_well, "CLUSTER", "ADDSLOTSRANGE", "8192", "16383");
        await AskAsync(_hung, "CLUSTER", "MEET", "127.0.0.1", Text(_well.Port));
        foreach (var server in new[] { _hung, _well })
        {
            await Until.TrueAsync(
                async () =>
                    await AskAsync(server, "CLUSTER", "INFO") is var info
                    && info.Contains("cluster_slots_ok:16384", StringComparison.Ordinal)
                    && info.Contains("cluster_state:ok", StringComparison.Ordinal),
                TimeSpan.FromSeconds(20),
                "both know who has what, and serve it",
                Token
            );
        }
        _subject = await RedisSubject.CreateAsync(_well.Url, timeout: LongerThanTheTests);
    }

    public async ValueTask DisposeAsync()
    {
        _hung.Continue();
        await _subject.DisposeAsync();
        await _hung.DisposeAsync();
        await _well.DisposeAsync();
    }

    [Fact]
    public async Task Hangs_OneMaster_WhatTheOtherHasGoesOn()
    {
        // One conversation on each of the four partitions, and for each something of every kind.
        var sessions = _subject.Get<RedisConnection>().Partitions.All.ToDictionary(partition => partition.Index, SessionOn);
        foreach (var session in sessions.Values) await PrepareAsync(session);
        Assert.Equal(8, (await _subject.Statistics.ReadAsync(1, Token)).WaitingMessages);
        _hung.Pause();
        var (first, second) = (sessions[2], sessions[3]);

        // Late enough for the number of waiting messages to be asked for anew.
        _subject.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<AcceptOutcome.Accepted>(await SoonAsync(_subject.Queue.AcceptAsync(Some.Message(session: $"new {first}"), Token)));
        Assert.Equal("esc_" + first, (await SoonAsync(_subject.Handoffs.FindAsync("esc_" + first, Token)))!.Id);
        var due = await SoonAsync(_subject.Handoffs.ListDueAsync(Some.Noon.AddHours(1), 10, Token));
        Assert.Equal(["esc_" + first, "esc_" + second], due.Select(ticket => ticket.Id).Order());
        var sends = await SoonAsync(_subject.Outbox.TakeAsync(10, Token));
        Assert.Equal(["d " + first, "d " + second], sends.Select(entry => entry.Delivery.Id).Order());
        var letter = (await SoonAsync(RetryAsync("dead " + first)))!;
        Assert.IsType<DeadLetterRetry.Done>(letter);
        var failing = await SoonAsync(_subject.Queue.TakeAsync(new(10, TimeSpan.Zero, TimeSpan.FromMilliseconds(500)), Token));
        Assert.Equal(["fails " + first, "fails " + second], failing.Select(lease => lease.ConversationId.Value).Order());
        var taken = await SoonAsync(_subject.Queue.TakeAsync(new(10, TimeSpan.Zero), Token));
        Assert.Superset(
            new HashSet<string> { "later " + first, "later " + second, "dead " + first },
            taken.Select(lease => lease.ConversationId.Value).ToHashSet()
        );
    }

    /// <summary>A turn that failed, one that fails, a message that is not due yet, a hand-off and a delivery.</summary>
    private async Task PrepareAsync(string session)
    {
        await _subject.AcceptAsync(Some.Message(session: $"dead {session}"));
        var lease = (await _subject.TakeAsync())!;
        await _subject.Queue.CommitAsync(lease, Some.Commit(lease) with { DeadLetterReason = "failed" }, Token);
        await _subject.AcceptAsync(Some.Message(session: session));
        lease = (await _subject.TakeAsync())!;
        var commit = Some.Commit(lease, "A person comes.", ConversationStatus.WaitingForHuman) with
        {
            Escalation = Some.Ticket("esc_" + session, session) with { OverdueAt = Some.Noon },
            Deliveries = [Some.Delivery("d " + session, session)],
        };
        await _subject.Queue.CommitAsync(lease, commit, Token);
        await _subject.AcceptAsync(Some.Message(session: $"fails {session}"));
        for (var i = 1; i <= TakeRequest.MinFailures; i++)
        {
            var backOff = i == TakeRequest.MinFailures ? TimeSpan.FromHours(1) : TimeSpan.Zero;
            await _subject.Queue.FailAsync((await _subject.TakeAsync())!, backOff, countAttempt: true, Token);
        }
        await _subject.AcceptAsync(Some.Message(session: $"later {session}") with { Debounce = TimeSpan.FromSeconds(1) });
    }

    private async Task<DeadLetterRetry> RetryAsync(string session)
    {
        var partition = _subject.Get<RedisConnection>().Partitions.Of(new(session));
        var letters = await _subject.Get<RedisConnection>().Database.HashKeysAsync(partition.Key("letters"));
        return await _subject.DeadLetters.RetryAsync(Assert.Single(letters)!, Token);
    }

    /// <summary>A name whose conversations, also with a word before it, are all on one partition.</summary>
    private string SessionOn(RedisPartition partition)
    {
        var partitions = _subject.Get<RedisConnection>().Partitions;
        return Enumerable
            .Range(0, int.MaxValue)
            .Select(n => $"s{n}")
            .First(name => new[] { "", "dead ", "fails ", "later ", "new " }.All(word => partitions.Of(new(word + name)) == partition));
    }

    /// <summary>Waits in the clock of the tests, which goes on meanwhile.</summary>
    private async Task<T> SoonAsync<T>(Task<T> asked)
    {
        await Until.TrueAsync(() => asked.IsCompleted, _subject.Time, TimeSpan.FromMilliseconds(20), "it is answered");
        return await asked;
    }

    private static Task<string> AskAsync(RedisServer server, params string[] command) =>
        RedisCli.RunAsync(["-p", Text(server.Port), .. command]);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
