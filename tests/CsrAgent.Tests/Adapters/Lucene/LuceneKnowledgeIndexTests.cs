using System.Collections;
using CsrAgent.Adapters.Lucene;
using CsrAgent.Knowledge;
using CsrAgent.Tests.Contracts;
using Lucene.Net.Index;
using Lucene.Net.Util;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Directory = System.IO.Directory;
using NIOFSDirectory = Lucene.Net.Store.NIOFSDirectory;

namespace CsrAgent.Tests.Adapters.Lucene;

public sealed class LuceneKnowledgeIndexTests : KnowledgeIndexContract
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("csr-lucene-");
    private LuceneKnowledgeIndex? _open;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected override Task<IKnowledgeIndex> CreateAsync() => Task.FromResult<IKnowledgeIndex>(_open = New());

    protected override Task<IKnowledgeIndex> ReopenAsync()
    {
        _open?.Dispose();
        return CreateAsync();
    }

    public override ValueTask DisposeAsync()
    {
        _open?.Dispose();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Articles in the same words, which say whose they are in a field only; also after a new generation and a start.</summary>
    [Fact]
    public async Task Search_EntityNamedEarlier_ItsArticleComesFirst()
    {
        string[] hotels = ["Hotel Astoria", "Hotel Bellevue", "Hotel du Port"];
        var wifi = Password with { Title = "Wi-Fi", Body = "Free." };
        var articles = hotels.Select((hotel, i) => wifi with { Id = $"wifi-{i}", Entity = hotel });
        await Index.SwapAsync("folder", [.. articles], DateTimeOffset.UnixEpoch, Cancellation);
        await Index.SwapAsync("other", [Refund], DateTimeOffset.UnixEpoch, Cancellation);
        Index = await ReopenAsync();

        foreach (var (hotel, i) in hotels.Select((hotel, i) => (hotel, i)))
        {
            var query = new KnowledgeQuery("is there wi-fi?", [], "en", 5) { Earlier = [$"I stay at the {hotel}", "until Monday"] };
            var hits = await Index.SearchAsync(query, Cancellation);
            Assert.Equal($"wifi-{i}", hits[0].ArticleId);
            Assert.Equal(hotel, hits[0].Entity);
        }
    }

    [Fact]
    public async Task Open_FolderInUse_SaysWhatToDo()
    {
        await Index.UpsertAsync([Password], DateTimeOffset.UnixEpoch, Cancellation);
        using var second = New();
        var error = Assert.Throws<CsrAgentException>(second.Open);
        Assert.Contains("DATA_DIR", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_DamagedSegment_SetsItAsideAndStartsEmpty()
    {
        await Index.UpsertAsync([Password, Refund], DateTimeOffset.UnixEpoch, Cancellation);
        _open!.Dispose();
        var largest = new DirectoryInfo(Current())
            .GetFiles()
            .Where(file => !file.Name.StartsWith("segments", StringComparison.Ordinal))
            .MaxBy(file => file.Length)!;
        var bytes = await File.ReadAllBytesAsync(largest.FullName, Cancellation);
        bytes[bytes.Length / 2] ^= 0xff;
        await File.WriteAllBytesAsync(largest.FullName, bytes, Cancellation);

        Index = await CreateAsync();

        Assert.Empty(await Index.ListAsync(Cancellation));
        Assert.Single(_folder.GetDirectories("broken-*"));
        await Index.UpsertAsync([Password], DateTimeOffset.UnixEpoch, Cancellation);
        Assert.NotEmpty(await SearchAsync("password"));
    }

    [Theory]
    [InlineData("segments_*")]
    [InlineData("*.si")]
    [InlineData("_*")]
    public async Task Open_TruncatedFile_StartsAgain(string files)
    {
        await Index.UpsertAsync([Password, Refund], DateTimeOffset.UnixEpoch, Cancellation);
        _open!.Dispose();
        foreach (var file in new DirectoryInfo(Current()).GetFiles(files))
        {
            using var stream = file.OpenWrite();
            stream.SetLength(stream.Length / 2);
        }

        Index = await CreateAsync();

        Assert.Empty(await Index.ListAsync(Cancellation));
        await Index.UpsertAsync([Password], DateTimeOffset.UnixEpoch, Cancellation);
        Assert.NotEmpty(await SearchAsync("password"));
    }

    [Fact]
    public async Task Open_HalfGenerationOfACrash_IsRemoved()
    {
        await Index.UpsertAsync([Password], DateTimeOffset.UnixEpoch, Cancellation);
        _open!.Dispose();
        var half = _folder.CreateSubdirectory("gen-9");
        await File.WriteAllTextAsync(Path.Combine(half.FullName, "_0.fdt"), "half", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "current.new"), "gen", Cancellation);

        Index = await CreateAsync();

        Assert.Equal(["a1"], (await Index.ListAsync(Cancellation)).Keys);
        Assert.False(Directory.Exists(half.FullName));
    }

    [Fact]
    public async Task Open_WrittenByAnotherVersion_IsIndexedAnew()
    {
        _open!.Dispose();
        var unmarked = Path.Combine(_folder.FullName, "gen-7");
        using (var directory = new NIOFSDirectory(unmarked))
        using (var writer = new IndexWriter(directory, new IndexWriterConfig(LuceneVersion.LUCENE_48, new FieldAnalyzer())))
        {
            writer.AddDocuments(PassageDocuments.Of(new StoredArticle(Password, DateTimeOffset.UnixEpoch)));
            writer.SetCommitData(new Dictionary<string, string> { ["revision"] = "0" });
        }
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "current"), "gen-7\n", Cancellation);

        Index = await CreateAsync();

        Assert.Equal("a1", (await SearchAsync("reset password"))[0].ArticleId);
        Assert.False(Directory.Exists(unmarked));
        Assert.Equal("gen-8", Path.GetFileName(Current()));
    }

    [Fact]
    public async Task Open_PointerLost_TakesTheNewestWholeGeneration()
    {
        await Index.UpsertAsync([Password], DateTimeOffset.UnixEpoch, Cancellation);
        _open!.Dispose();
        File.Delete(Path.Combine(_folder.FullName, "current"));
        Generation.Open(Path.Combine(_folder.FullName, "gen-9")).Dispose();
        Index = await CreateAsync();
        Assert.Equal(["a1"], (await Index.ListAsync(Cancellation)).Keys);
    }

    [Fact]
    public async Task Swap_Cancelled_LeavesTheOldGeneration()
    {
        await Index.UpsertAsync([Password], DateTimeOffset.UnixEpoch, Cancellation);
        using var cancelled = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Index.SwapAsync("folder", new CancellingList(cancelled), DateTimeOffset.UnixEpoch, cancelled.Token)
        );
        Assert.Equal(["a1"], (await Index.ListAsync(Cancellation)).Keys);
        Assert.Single(_folder.GetDirectories("gen-*"));
        await Index.UpsertAsync([Refund], DateTimeOffset.UnixEpoch, Cancellation);
        Assert.Equal("a2", (await SearchAsync("refund"))[0].ArticleId);
    }

    [Fact]
    public void Open_FolderThatCannotBe_SaysWhatToDo()
    {
        var file = Path.Combine(_folder.FullName, "a-file");
        File.WriteAllText(file, "");
        using var index = New(Path.Combine(file, "below"));
        Assert.Contains("DATA_DIR", Assert.Throws<CsrAgentException>(index.Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_AfterDispose_Throws()
    {
        _open!.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => SearchAsync("password"));
    }

    [Fact]
    public async Task Probe_AfterDispose_Throws()
    {
        _open!.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => Index.ProbeAsync(Cancellation));
    }

    [Fact]
    public async Task Probe_FolderThatCannotBeUsed_Throws()
    {
        var file = Path.Combine(_folder.FullName, "a-file");
        File.WriteAllText(file, "");
        using var index = New(Path.Combine(file, "below"));

        await Assert.ThrowsAsync<CsrAgentException>(() => index.ProbeAsync(Cancellation));
    }

    private string Current() => Path.Combine(_folder.FullName, File.ReadAllText(Path.Combine(_folder.FullName, "current")).Trim());

    private LuceneKnowledgeIndex New(string? folder = null) =>
        new(Options.Create(new LuceneKnowledgeOptions { Folder = folder ?? _folder.FullName }), NullLogger<LuceneKnowledgeIndex>.Instance);

    /// <summary>Cancels while it is read for the second time; the first reading only collects the ids.</summary>
    private sealed class CancellingList(CancellationTokenSource cancellation) : IReadOnlyCollection<KnowledgeArticle>
    {
        private int _reads;

        public int Count => 2;

        public IEnumerator<KnowledgeArticle> GetEnumerator()
        {
            var second = _reads++ > 0;
            yield return Refund;
            if (second) cancellation.Cancel();
            yield return Delivery;
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
