using CsrAgent.Embeddings;
using CsrAgent.Knowledge.Vectors;
using CsrAgent.Settings;
using CsrAgent.Tests.Embeddings;
using CsrAgent.Tests.Knowledge.Ranking;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Knowledge.Vectors;

public sealed class PassageEmbedderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("csr-passages-").FullName;
    private readonly GatedGenerator _generator = new(Task.CompletedTask);
    private readonly TextEmbedder _texts;

    public PassageEmbedderTests() => _texts = Embedder(_generator);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EmbedSome_NewPassages_GetTextAndTopicBlended()
    {
        var snapshot = Snapshot();
        using var passages = Passages(_texts);

        await EmbedAllAsync(passages, snapshot);

        // Half "Refunds. money back" (19), half "Refunds" (7): a vector here begins with its text's length.
        Assert.Equal(13f, snapshot.Vectors[0]![0]);
        Assert.NotNull(snapshot.Vectors[1]);
    }

    [Fact]
    public async Task EmbedSome_EachTextOnce_AlsoForTheSameArticleAgain()
    {
        using var passages = Passages(_texts);

        await EmbedAllAsync(passages, Snapshot());
        await EmbedAllAsync(passages, Snapshot());

        Assert.Equal(4, _generator.Texts.Distinct().Count());
        Assert.Equal(4, _generator.Texts.Count);
    }

    [Fact]
    public async Task EmbedSome_OtherLanguage_HasItsTopicsWordByWord()
    {
        var snapshot = Snapshot().With("Rückgabe", "nur neuwertig", "de");
        using var passages = Passages(_texts);

        await EmbedAllAsync(passages, snapshot);

        Assert.NotNull(snapshot.Vectors[2]);
        Assert.Contains("return", _generator.Texts);
        Assert.DoesNotContain(_generator.Texts, text => text.Contains("neuwertig", StringComparison.Ordinal));
    }

    [Fact]
    public async Task EmbedSome_OtherLanguageOfUnknownWords_HasNoVector()
    {
        var snapshot = Snapshot().With("Sonstiges", "geld zurück", "de");
        using var passages = Passages(_texts);

        await EmbedAllAsync(passages, snapshot);

        Assert.Null(snapshot.Vectors[2]);
        Assert.DoesNotContain(_generator.Texts, text => text.Contains("geld", StringComparison.Ordinal));
    }

    [Fact]
    public async Task EmbedSome_AfterARestart_EmbedsNoArticleAgain()
    {
        var first = Snapshot();
        using (var passages = Passages(_texts)) await EmbedAllAsync(passages, first);
        var generator = new GatedGenerator(Task.CompletedTask);
        using var texts = Embedder(generator);
        using var again = Passages(texts);
        var second = Snapshot();

        await EmbedAllAsync(again, second);

        Assert.Equal(first.Vectors[1]!, second.Vectors[1]!);
        // One text tells the length of the model's vectors.
        Assert.Single(generator.Texts);
    }

    [Fact]
    public async Task EmbedSome_ModelFails_ThrowsAndGoesOnWhereItStopped()
    {
        var generator = new GatedGenerator(Task.FromException(new HttpRequestException("429")));
        using var texts = Embedder(generator);
        using var passages = Passages(texts);
        var snapshot = Snapshot();

        await Assert.ThrowsAsync<HttpRequestException>(() => passages.EmbedSomeAsync(snapshot, Token));
        generator.Gate = Task.CompletedTask;
        await EmbedAllAsync(passages, snapshot);

        Assert.NotNull(snapshot.Vectors[0]);
        Assert.NotNull(snapshot.Vectors[1]);
    }

    public void Dispose()
    {
        _texts.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task EmbedAllAsync(PassageEmbedder passages, ListedSnapshot snapshot)
    {
        while (await passages.EmbedSomeAsync(snapshot, Token)) { }
    }

    private static ListedSnapshot Snapshot() =>
        new ListedSnapshot().With("Refunds", "money back").With("Plants", "water the fern");

    private PassageEmbedder Passages(TextEmbedder texts) =>
        new(texts, new ArticleWords(), Options.Create(new DataOptions { Folder = _folder }));

    private static TextEmbedder Embedder(GatedGenerator generator) =>
        new([generator], Options.Create(new EmbeddingOptions()), new FakeTimeProvider(), NullLogger<TextEmbedder>.Instance);
}
