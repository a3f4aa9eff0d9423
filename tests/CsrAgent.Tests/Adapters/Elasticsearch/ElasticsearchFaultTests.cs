using CsrAgent.Adapters.Elasticsearch;
using CsrAgent.Adapters.Elasticsearch.Search;
using CsrAgent.Knowledge;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support.Elasticsearch;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Tests.Adapters.Elasticsearch;

/// <summary>
/// Elasticsearch away, slow, full, or not Elasticsearch at all: what a search and a write do, and that all is well afterwards.
/// </summary>
public sealed class ElasticsearchFaultTests : IAsyncLifetime
{
    private static readonly DateTimeOffset At = DateTimeOffset.UnixEpoch;

    private static readonly KnowledgeArticle Refund = new("a1", "Refunds", null, ["refund"], "en", "Your money is back within 5 days.");
    private static readonly KnowledgeArticle Delivery = new("a2", "Delivery", null, ["delivery"], "en", "Delivery takes 3 days.");

    private readonly ElasticsearchUnderTest _subject = new()
    {
        Configure = options => (options.SearchTimeout, options.Timeout) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)),
    };
    private IKnowledgeIndex _index = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _index = await _subject.CreateAsync();
        await _index.UpsertAsync([Refund, Delivery], At, Cancellation);
    }

    public ValueTask DisposeAsync() => _subject.DisposeAsync();

    [Theory]
    [InlineData(FakeElasticsearchFault.Away)]
    [InlineData(FakeElasticsearchFault.Slow)]
    [InlineData(FakeElasticsearchFault.Busy)]
    [InlineData(FakeElasticsearchFault.Garbage)]
    [InlineData(FakeElasticsearchFault.Nonsense)]
    [InlineData(FakeElasticsearchFault.Unavailable)]
    public async Task Search_Misbehaving_FailsInTimeAndGoesOnAfterwards(FakeElasticsearchFault fault)
    {
        _subject.Fake.Fault = _ => fault;
        _subject.Services.GetRequiredService<SearchMemory>().Forget();

        var search = SearchAsync("refund").WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
        var error = await Assert.ThrowsAnyAsync<CsrAgentException>(() => search);
        Assert.IsType<ElasticsearchException>(error);
        Assert.Contains("Elasticsearch", error.Message, StringComparison.Ordinal);
        if (fault != FakeElasticsearchFault.Nonsense)
        {
            await Assert.ThrowsAsync<ElasticsearchException>(() => _index.ProbeAsync(Cancellation));
        }

        _subject.Fake.Fault = _ => null;
        await AnswersAgainAsync();
    }

    /// <summary>A slow search asks for an index that a new one has replaced meanwhile.</summary>
    [Fact]
    public async Task Search_IndexDeletedMeanwhile_AsksTheNewOne()
    {
        var asked = 0;
        _subject.Services.GetRequiredService<SearchMemory>().Forget();
        _subject.Fake.Fault = request =>
            request.Path.EndsWith("/_search", StringComparison.Ordinal) && Interlocked.Increment(ref asked) == 1
                ? FakeElasticsearchFault.Gone
                : null;

        Assert.NotEmpty(await SearchAsync("refund"));
        Assert.True(asked > 1);
    }

    [Fact]
    public async Task Search_ShardFailed_AnswersWithTheRest()
    {
        _subject.Fake.Fault = _ => FakeElasticsearchFault.Partial;
        Assert.NotEmpty(await SearchAsync("refund"));
    }

    [Theory]
    [InlineData(FakeElasticsearchFault.Busy)]
    [InlineData(FakeElasticsearchFault.HalfBusy)]
    public async Task Upsert_NoRoomAtFirst_IsWrittenInTheEnd(FakeElasticsearchFault fault)
    {
        var left = 2;
        _subject.Fake.Fault = request => request.Path.EndsWith("_bulk", StringComparison.Ordinal) && left-- > 0 ? fault : null;
        var articles = Enumerable.Range(0, 40).Select(i => Refund with { Id = $"r{i}", Body = $"Refund number {i}." }).ToList();

        await _index.UpsertAsync(articles, At, Cancellation);

        Assert.True(left <= 0);
        Assert.Equal(42, (await _index.ListAsync(Cancellation)).Count);
    }

    /// <summary>The head comes last: without it, the next sync indexes the article again.</summary>
    [Fact]
    public async Task Upsert_CutOffBeforeTheHead_DoesNotPassForIndexed()
    {
        var old = (await _index.ListAsync(Cancellation))["a1"];
        var parts = Enumerable.Range(0, 30).Select(i => $"## Part {i}\n\n{new string('x', 300)}");
        var changed = Refund with { Body = string.Join("\n\n", parts) };
        var bulks = 0;
        _subject.Fake.Fault = request =>
            request.Path.EndsWith("_bulk", StringComparison.Ordinal) && ++bulks > 1 ? FakeElasticsearchFault.Away : null;
        await Assert.ThrowsAsync<ElasticsearchException>(() => _index.UpsertAsync([changed], At, Cancellation));
        _subject.Fake.Fault = _ => null;

        Assert.Equal(old, (await _index.ListAsync(Cancellation))["a1"]);
        await _index.UpsertAsync([Refund with { Title = "Money back" }], At, Cancellation);
        Assert.DoesNotContain(await SearchAsync("part"), hit => hit.Passage.Text.Contains("xxx", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Swap_CutOff_LeavesTheIndexInUse()
    {
        var name = _subject.Fake.IndicesOf(_subject.Name).Single();
        _subject.Fake.Fault = request => request.Path.EndsWith("_bulk", StringComparison.Ordinal) ? FakeElasticsearchFault.Away : null;
        await Assert.ThrowsAsync<ElasticsearchException>(() => _index.SwapAsync("folder", [Delivery with { Id = "f1" }], At, Cancellation));
        _subject.Fake.Fault = _ => null;

        Assert.Equal([name], _subject.Fake.IndicesOf(_subject.Name));
        Assert.Equal([name], _subject.Fake.Indices);
        Assert.Equal(["a1", "a2"], (await _index.ListAsync(Cancellation)).Keys.Order());
    }

    /// <summary>As a builder that was killed leaves it: nobody has deleted the index that it had begun.</summary>
    [Fact]
    public async Task Swap_AfterAnUnfinishedOne_RemovesIt()
    {
        _subject.Fake.Fault = request =>
            request.Path.EndsWith("_bulk", StringComparison.Ordinal) || request.Method == "DELETE" ? FakeElasticsearchFault.Away : null;
        await Assert.ThrowsAsync<ElasticsearchException>(() => _index.SwapAsync("folder", [Delivery with { Id = "f1" }], At, Cancellation));
        _subject.Fake.Fault = _ => null;
        var left = Assert.Single(_subject.Fake.Indices, index => index.EndsWith('2'));

        await _index.SwapAsync("folder", [Delivery with { Id = "f1" }], At, Cancellation);

        Assert.DoesNotContain(left, _subject.Fake.Indices);
        Assert.Equal(["a1", "a2", "f1"], (await _index.ListAsync(Cancellation)).Keys.Order());
    }

    [Fact]
    public async Task List_MoreThanAPage_ListsAll()
    {
        var articles = Enumerable.Range(0, 1_203).Select(i => Refund with { Id = $"n{i}" }).ToList();
        await _index.SwapAsync("folder", articles, At, Cancellation);

        Assert.Equal(1_205, (await _index.ListAsync(Cancellation)).Count);
        Assert.Equal(["n7"], (await _index.FindAsync(["n7", "nobody"], Cancellation)).Keys);
        Assert.True(await _index.HasArticlesAsync(Cancellation));
    }

    [Fact]
    public async Task Check_OpenSearch_SaysWhatToUse()
    {
        _subject.Fake.IsOpenSearch = true;
        var error = await Assert.ThrowsAsync<CsrAgentException>(() => Connection.CheckProductAsync(Cancellation));
        Assert.Contains("OpenSearch", error.Message, StringComparison.Ordinal);
        Assert.Contains("ELASTICSEARCH_URL", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_Credentials_AreSentAndRefusedByName()
    {
        await Connection.CheckProductAsync(Cancellation);
        _subject.Fake.Credentials = "ApiKey abc";
        var error = await Assert.ThrowsAsync<ElasticsearchException>(() => Connection.CheckProductAsync(Cancellation));
        Assert.Contains("ELASTICSEARCH_API_KEY", error.Message, StringComparison.Ordinal);

        _subject.Configure = options => options.ApiKey = "abc";
        await _subject.ReopenAsync();
        await Connection.CheckProductAsync(Cancellation);
        _subject.Fake.Credentials = "Basic " + Convert.ToBase64String("ann:secret"u8);
        _subject.Configure = options => (options.Username, options.Password) = ("ann", "secret");
        await _subject.ReopenAsync();
        await Connection.CheckProductAsync(Cancellation);
    }

    private ElasticsearchConnection Connection => _subject.Services.GetRequiredService<ElasticsearchConnection>();

    private Task<IReadOnlyList<PassageHit>> SearchAsync(string text) =>
        _index.SearchAsync(new KnowledgeQuery(text, [], "en", 5), Cancellation);

    // The transport leaves a node that failed alone for a moment.
    private async Task AnswersAgainAsync() =>
        await Until.TrueAsync(
            async () =>
            {
                try
                {
                    return await SearchAsync("refund") is [{ ArticleId: "a1" }, ..];
                }
                catch (ElasticsearchException)
                {
                    return false;
                }
            },
            TimeSpan.FromSeconds(10),
            "the search answers again",
            Cancellation
        );
}
