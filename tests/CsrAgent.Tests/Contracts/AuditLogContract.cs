using CsrAgent.Privacy;
using CsrAgent.Privacy.Audit;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Contracts;

/// <summary>Who did what, chained so that whoever can write to the store cannot change it without a trace.</summary>
public abstract class AuditLogContract : StoreContract
{
    [Fact]
    public async Task Verify_NothingWritten_IsIntact()
    {
        var found = await VerifyAsync();

        Assert.Equal((0, 0, 0), Counts(found));
        Assert.Null(found.Head);
    }

    [Fact]
    public async Task Append_SeveralAtOnceAndAfterARestart_IsOneChain()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Subject.AuditLog.AppendAsync(Entry($"action.{i}"), Token)));
        await Subject.RestartAsync();
        await Subject.AuditLog.AppendAsync(Entry("last", "für Zoë \0 \U0001F600"), Token);

        var entries = await ReadAsync();
        var found = await VerifyAsync();

        Assert.Equal(Enumerable.Range(1, 21).Select(n => (long)n), entries.Select(entry => entry.Number));
        Assert.Equal(21, await Subject.AuditLog.ReadLastNumberAsync(Token));
        Assert.Equal((21, 21, 0), Counts(found));
        Assert.Equal(new AuditHead(21, entries[^1].Hash!), found.Head);
    }

    [Theory]
    [InlineData("actor")]
    [InlineData("action")]
    [InlineData("subject")]
    [InlineData("details")]
    [InlineData("at")]
    [InlineData("hash")]
    public async Task Verify_AFieldWasChanged_IsFoundAtTheFirstPlace(string field)
    {
        await AppendAsync(6);

        await ForgeAsync(entries =>
            entries.Select(entry => entry.Number is 3 or 5 ? Change(entry, field) : entry));

        var found = await VerifyAsync();
        // Where the hash itself was changed, the entry after it no longer follows.
        Assert.Equal(new AuditBreak(AuditBreakKind.Changed, 3, 3), found.Breaks[0]);
        Assert.Contains(new AuditBreak(AuditBreakKind.Changed, 5, 5), found.Breaks);
    }

    [Fact]
    public async Task Verify_AnEntryMovedTextFromOneFieldToTheNext_IsFound()
    {
        await Subject.AuditLog.AppendAsync(Entry("customer.erase"), Token);

        await ForgeAsync(entries => entries.Select(entry => entry with { Action = "customer", Subject = ".erase" + entry.Subject }));

        Assert.Equal([new(AuditBreakKind.Changed, 1, 1)], (await VerifyAsync()).Breaks);
    }

    [Fact]
    public async Task Verify_EntriesWereRemoved_SaysWhich()
    {
        await AppendAsync(10);

        await ForgeAsync(entries => entries.Where(entry => entry.Number is not (1 or 4 or 5 or 10)));

        Assert.Equal(
            [
                new(AuditBreakKind.Missing, 1, 1),
                new(AuditBreakKind.Missing, 4, 5),
                new(AuditBreakKind.Missing, 10, 10),
            ],
            (await VerifyAsync()).Breaks
        );
    }

    [Fact]
    public async Task Verify_AllWereRemoved_SaysSo()
    {
        await AppendAsync(3);

        await ForgeAsync(_ => []);

        Assert.Equal([new(AuditBreakKind.Missing, 1, 3)], (await VerifyAsync()).Breaks);
    }

    [Fact]
    public async Task Verify_EntriesWereRemovedAndTheRestNumberedAnew_IsFound()
    {
        await AppendAsync(5);

        await ForgeAsync(entries => entries.Where(entry => entry.Number != 3).Select((entry, i) => entry with { Number = i + 1 }));

        Assert.Equal(
            [new(AuditBreakKind.Changed, 3, 3), new(AuditBreakKind.Changed, 4, 4), new(AuditBreakKind.Missing, 5, 5)],
            (await VerifyAsync()).Breaks
        );
    }

    [Fact]
    public async Task Append_AfterEntriesOfAnEarlierVersion_ChainsFromThereAndSaysHowManyAreNot()
    {
        await ForgeAsync(_ => Enumerable.Range(1, 3).Select(n => Entry("old") with { Number = n }));

        await AppendAsync(2);

        var found = await VerifyAsync();
        Assert.Equal((5, 2, 0), Counts(found));
        Assert.Equal(3, found.NotChained);
    }

    [Fact]
    public async Task Verify_AnEntryLostItsHash_IsNoneOfAnEarlierVersion()
    {
        await AppendAsync(4);

        await ForgeAsync(entries => entries.Select(entry => entry.Number == 2 ? entry with { Actor = "nobody", Hash = null } : entry));

        Assert.Equal(
            [new(AuditBreakKind.NotChained, 2, 2), new(AuditBreakKind.Changed, 3, 3)],
            (await VerifyAsync()).Breaks
        );
    }

    [Fact]
    public async Task Verify_TheFirstHashesWereTakenAway_IsFoundWhereTheChainBegins()
    {
        await AppendAsync(4);

        await ForgeAsync(entries => entries.Select(entry => entry.Number <= 2 ? entry with { Actor = "nobody", Hash = null } : entry));

        Assert.Equal([new(AuditBreakKind.Changed, 3, 3)], (await VerifyAsync()).Breaks);
    }

    [Fact]
    public async Task Verify_UnderAnotherSecret_SaysWhichKeyChainedThem()
    {
        await AppendAsync(3);

        var found = await new AuditVerifier(Subject.AuditLog, OtherChain).VerifyAsync(null, Token);

        Assert.Equal((3, 0, 0), Counts(found));
        Assert.Equal([KeyValuePair.Create(Subject.Chain.KeyId, 3L)], found.OtherKeys);
        Assert.Null(found.Head);
    }

    [Fact]
    public async Task Verify_SinceAHead_LooksAtWhatCameAfterOnly()
    {
        await AppendAsync(4);
        var head = (await VerifyAsync()).Head!;
        await AppendAsync(3);
        await ForgeAsync(entries => entries.Select(entry => entry.Number is 2 or 6 ? entry with { Actor = "nobody" } : entry));

        var found = await VerifyAsync(AuditHead.TryParse(head.ToString()));

        Assert.Equal([new(AuditBreakKind.Changed, 6, 6)], found.Breaks);
        Assert.Equal((3, 2, 1), Counts(found));
        Assert.Equal(2, (await VerifyAsync()).Breaks[0].Number);
    }

    [Fact]
    public async Task Verify_SinceTheNewestEntry_CountsNothingAndSeesThatItWasChanged()
    {
        await AppendAsync(4);
        var head = (await VerifyAsync()).Head!;
        var found = await VerifyAsync(head);
        Assert.Equal((0, 0, 0), Counts(found));
        Assert.Equal(head, found.Head);

        await ForgeAsync(entries => entries.Select(entry => entry.Number == 4 ? entry with { Actor = "nobody" } : entry));

        Assert.Equal([new(AuditBreakKind.Changed, 4, 4)], (await VerifyAsync(head)).Breaks);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Verify_SinceAnEntryThatIsNoLongerThere_SaysSoAndVerifiesAll(bool isCounterLowered)
    {
        await AppendAsync(6);
        var head = (await VerifyAsync()).Head!;

        // As a restore does, or somebody who hides what was done last.
        await ForgeAsync(
            entries => entries.Take(4).Select(entry => entry.Number == 2 ? entry with { Actor = "nobody" } : entry),
            isCounterLowered ? 4 : null
        );

        var found = await VerifyAsync(head);
        Assert.Equal((4, 3), (found.Entries, found.Chained));
        AuditBreak[] missing = isCounterLowered ? [] : [new(AuditBreakKind.Missing, 5, 6)];
        Assert.Equal([new(AuditBreakKind.Changed, 2, 2), .. missing, new(AuditBreakKind.Replaced, 6, 6)], found.Breaks);
    }

    [Fact]
    public async Task Verify_SinceAHeadOfAnotherKey_IsIntactAndCountsThoseAfterIt()
    {
        var old = ChainWith(OtherChain, Enumerable.Range(1, 3).Select(n => Entry("old") with { Number = n })).ToList();
        var head = new AuditHead(3, old[^1].Hash!);
        await ForgeAsync(_ => old);
        Assert.Equal(head, (await VerifyAsync(head)).Head);
        await ForgeAsync(_ => [.. old, .. ChainWith(Subject.Chain, [Entry("new") with { Number = 4 }], old[^1].Hash)]);

        var found = await VerifyAsync(head);

        Assert.Equal((1, 1, 0), Counts(found));
        Assert.Empty(found.OtherKeys);
        Assert.Equal(3, Assert.Single((await VerifyAsync()).OtherKeys).Value);
    }

    [Fact]
    public async Task Verify_NotChainedWithAGap_CountsThoseThatAreThere()
    {
        await ForgeAsync(_ => Enumerable.Range(1, 5).Where(n => n is not (2 or 3)).Select(n => Entry("old") with { Number = n }));

        var found = await VerifyAsync();

        Assert.Equal((3, 3), (found.Entries, found.NotChained));
        Assert.Equal([new(AuditBreakKind.Missing, 2, 3)], found.Breaks);
    }

    [Fact]
    public async Task Verify_HashesOfNoChain_AreChangedAndManyKeysAreCountedTogether()
    {
        await AppendAsync(40);
        var rest = "." + new string('0', 64);
        string[] garbage = [".", "nonsense", "\u001b[31m.x", new('.', 73), new('a', 73), "AAAAAAAA" + rest];

        await ForgeAsync(entries =>
            entries.Select(entry =>
                entry with
                {
                    Hash = entry.Number <= garbage.Length ? garbage[entry.Number - 1] : $"{entry.Number:x8}{rest}",
                }
            )
        );

        var found = await VerifyAsync();
        Assert.Equal(Enumerable.Range(1, garbage.Length).Select(n => new AuditBreak(AuditBreakKind.Changed, n, n)), found.Breaks);
        Assert.Equal(21, found.OtherKeys.Count);
        Assert.Equal(40 - garbage.Length - 20, found.OtherKeys["others"]);
    }

    [Fact]
    public async Task Verify_TheWholeLogWasWrittenAnew_IsFoundByAnEarlierHead()
    {
        await AppendAsync(4);
        var head = (await VerifyAsync()).Head!;
        await ForgeAsync(_ => ChainWith(Subject.Chain, Enumerable.Range(1, 4).Select(n => Entry("harmless") with { Number = n })));

        Assert.Empty((await VerifyAsync()).Breaks);
        Assert.Equal([new(AuditBreakKind.Replaced, 4, 4)], (await VerifyAsync(head)).Breaks);
        Assert.Equal([new(AuditBreakKind.Replaced, 9, 9)], (await VerifyAsync(head with { Number = 9 })).Breaks);
    }

    [Fact]
    public async Task Verify_MoreThanAPage_ReadsItAll()
    {
        await ForgeAsync(_ => ChainWith(Subject.Chain, Enumerable.Range(1, 1_100).Select(n => Entry("many") with { Number = n })));
        Assert.Equal((1_100, 1_100, 0), Counts(await VerifyAsync()));

        await ForgeAsync(entries => entries.Select(entry => entry.Number == 7 ? entry with { Actor = "nobody" } : entry));

        Assert.Equal([new(AuditBreakKind.Changed, 7, 7)], (await VerifyAsync()).Breaks);
    }

    protected static AuditEntry Entry(string action, string? details = null) => new(0, Some.Noon, "admin", action, "customer_1", details);

    protected static (long Entries, long Chained, int Breaks) Counts(AuditVerification found) =>
        (found.Entries, found.Chained, found.Breaks.Count);

    protected Task<AuditVerification> VerifyAsync(AuditHead? since = null) =>
        new AuditVerifier(Subject.AuditLog, Subject.Chain).VerifyAsync(since, Token);

    private static AuditChain OtherChain { get; } = new([.. Enumerable.Repeat((byte)1, 32)]);

    private static IEnumerable<AuditEntry> ChainWith(AuditChain chain, IEnumerable<AuditEntry> entries, string? previous = null)
    {
        foreach (var entry in entries)
        {
            previous = chain.HashOf(entry, previous);
            yield return entry with { Hash = previous };
        }
    }

    private static AuditEntry Change(AuditEntry entry, string field) =>
        field switch
        {
            "actor" => entry with { Actor = "nobody" },
            "action" => entry with { Action = "customer.export" },
            "subject" => entry with { Subject = "customer_2" },
            "details" => entry with { Details = "nothing" },
            "at" => entry with { At = entry.At.AddMilliseconds(1) },
            _ => entry with { Hash = entry.Hash![..^1] + (entry.Hash[^1] == '0' ? '1' : '0') },
        };

    private async Task AppendAsync(int count)
    {
        for (var i = 0; i < count; i++) await Subject.AuditLog.AppendAsync(Entry("customer.erase", $"{i}"), Token);
    }

    private async Task<List<AuditEntry>> ReadAsync() => [.. (await Subject.AuditLog.ReadAsync(null, 5_000, Token)).Reverse()];

    private async Task ForgeAsync(Func<IEnumerable<AuditEntry>, IEnumerable<AuditEntry>> change, long? lastNumber = null) =>
        await Subject.ForgeAuditLogAsync([.. change(await ReadAsync())], lastNumber);
}
