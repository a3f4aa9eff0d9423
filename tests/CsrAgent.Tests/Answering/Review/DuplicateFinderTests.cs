using CsrAgent.Answering.Review;
using CsrAgent.Embeddings;
using CsrAgent.Knowledge;
using CsrAgent.Tests.Support;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Answering.Review;

/// <summary>Passages with many words in common, by what the sentence model says of them.</summary>
public sealed class DuplicateFinderTests : IDisposable
{
    private const string One = "Wash the covers at thirty degrees, dry them flat, and iron them from the inside.";
    private const string Nearly = "Wash the covers at thirty degrees, dry them flat, and keep them in a dark box.";

    private readonly FakeTimeProvider _time = new();
    private readonly SentenceModel _model = new();
    private readonly CollectedLog<DuplicateFinder> _log = new();
    private readonly TextEmbedder _embedder;

    public DuplicateFinderTests() =>
        _embedder = new TextEmbedder(
            [_model],
            Options.Create(new EmbeddingOptions { Provider = EmbeddingProvider.Http }),
            _time,
            NullLogger<TextEmbedder>.Instance
        );

    public void Dispose()
    {
        _embedder.Dispose();
        _model.Dispose();
    }

    [Fact]
    public async Task Find_HalfOfTheWordsAndTheSameMeaning_IsADuplicate()
    {
        _model.Means = _ => [1, 0];

        Assert.InRange(Assert.Single(await FindAsync(One, Nearly)).Similarity, 0.75, 0.95);
    }

    [Fact]
    public async Task Find_HalfOfTheWordsAndNoMeaningInCommon_IsNone()
    {
        _model.Means = text => text == One ? [1, 0] : [0, 1];

        Assert.Empty(await FindAsync(One, Nearly));
    }

    [Fact]
    public async Task Find_SameWordsAndNoMeaningInCommon_IsNone()
    {
        _model.Means = text => text == One ? [1, 0] : [0, 1];

        Assert.Empty(await FindAsync(One, $"Not: {One}"));
    }

    [Fact]
    public async Task Find_ModelFails_GoesByWordsAndSaysSo()
    {
        _model.Means = _ => throw new InvalidOperationException("down");

        Assert.Single(await FindAsync(One, $"Note: {One}"));
        Assert.Empty(await FindAsync(One, Nearly));
        Assert.Contains("by words alone", _log.Entries.First(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_ModelHangs_GoesByWordsInTheEnd()
    {
        _model.Hangs = true;
        var found = FindAsync(One, $"Note: {One}");
        while (!_model.IsAsked && !found.IsCompleted) await Task.Yield();

        Assert.False(found.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(16));

        Assert.Single(await found);
    }

    private Task<IReadOnlyList<ArticlePair>> FindAsync(string one, string other) =>
        new DuplicateFinder(_embedder, _time, _log).FindAsync(
            [Hit("kb-1", one), Hit("kb-2", other)],
            TestContext.Current.CancellationToken
        );

    private static PassageHit Hit(string id, string text) => new(new Passage(id, 0, null, text), id, null, "en", 0);

    private sealed class SentenceModel : IEmbeddingGenerator<string, Embedding<float>>
    {
        private volatile bool _isAsked;

        public Func<string, float[]> Means { get; set; } = _ => [1, 0];

        public bool Hangs { get; set; }

        public bool IsAsked => _isAsked;

        public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values,
            EmbeddingGenerationOptions? options = null,
            CancellationToken cancellationToken = default
        )
        {
            _isAsked = true;
            if (Hangs) await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
            return new(values.Select(text => new Embedding<float>(Means(text))));
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose() { }
    }
}
