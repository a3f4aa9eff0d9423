using CsrAgent.Embeddings;
using CsrAgent.Knowledge.Gaps;
using CsrAgent.Privacy;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Knowledge.Gaps;

/// <summary>Questions in other words are one group where they mean the same.</summary>
public sealed class GapMeaningsTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TopicModel _model = new();
    private readonly TextEmbedder _embedder;
    private readonly GapMeanings _meanings;

    public GapMeaningsTests()
    {
        var time = new FakeTimeProvider();
        _embedder = new TextEmbedder(
            [_model],
            Options.Create(new EmbeddingOptions { Provider = EmbeddingProvider.Http }),
            time,
            NullLogger<TextEmbedder>.Instance
        );
        _meanings = new GapMeanings(_embedder, time, NullLogger<GapMeanings>.Instance);
    }

    public void Dispose()
    {
        _embedder.Dispose();
        _model.Dispose();
    }

    [Fact]
    public async Task Join_SameMeaningInOtherWords_IsOneGroupByCustomers()
    {
        var groups = await GroupAsync(
            Gap("Can I pay later?", 0, "ann"),
            Gap("Do you take instalments?", 1, "ben"),
            Gap("Do you have dog food?", 2, "cid"),
            Gap("dog food", 3, "cid"),
            Gap("food for dogs", 4, "cid")
        );

        Assert.Equal([(2, 2), (1, 3)], groups.Select(group => (group.Customers, group.Count)));
        Assert.Equal("Can I pay later?", groups[0].Question);
        Assert.Equal(["Can I pay later?", "Do you take instalments?"], groups[0].Examples);
        Assert.Equal(At, groups[0].LastSeen);
    }

    [Fact]
    public async Task Join_ModelFails_StaysGroupedByWords()
    {
        _model.Fails = true;

        Assert.Equal(2, (await GroupAsync(Gap("Can I pay later?", 0, "ann"), Gap("Do you take instalments?", 1, "ben"))).Count);
    }

    private async Task<IReadOnlyList<GapGroup>> GroupAsync(params KnowledgeGap[] gaps) =>
        GapGrouping.Rank(
            await _meanings.JoinAsync(GapGrouping.ByWords(gaps), TestContext.Current.CancellationToken),
            10,
            new Redactor(new byte[32])
        );

    private static KnowledgeGap Gap(string question, int minutesAgo, string user) =>
        new(question, "en", 0, null, user, At.AddMinutes(-minutesAgo));

    /// <summary>Two directions: money, and everything else.</summary>
    private sealed class TopicModel : IEmbeddingGenerator<string, Embedding<float>>
    {
        public bool Fails { get; set; }

        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values,
            EmbeddingGenerationOptions? options = null,
            CancellationToken cancellationToken = default
        ) =>
            Fails
                ? Task.FromException<GeneratedEmbeddings<Embedding<float>>>(new InvalidOperationException("down"))
                : Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(values.Select(Of)));

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose() { }

        private static Embedding<float> Of(string text) =>
            new(
                text.Contains("pay", StringComparison.Ordinal) || text.Contains("instalments", StringComparison.Ordinal)
                    ? new[] { 1f, 0f }
                    : [0f, 1f]
            );
    }
}
