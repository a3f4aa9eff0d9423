using CsrAgent.Embeddings;
using CsrAgent.Knowledge.Vectors;
using CsrAgent.Tests.Embeddings;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Knowledge.Vectors;

public sealed class QuestionEmbedderTests : IDisposable
{
    private readonly GatedGenerator _generator = new(Task.CompletedTask);
    private readonly TextEmbedder _texts;
    private readonly QuestionEmbedder _questions;

    public QuestionEmbedderTests()
    {
        _texts = Embedder(EmbeddingProvider.Local);
        _questions = new(_texts, new ArticleWords(), new UnrelatedQuestions(_texts));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Embed_OneSentence_IsEmbeddedWhole()
    {
        var vectors = await _questions.EmbedAsync("Where is my order?", [], "en", Token);

        Assert.Equal(["Where is my order?"], _generator.Texts);
        Assert.Single(vectors!.Sentences);
        Assert.Null(vectors.InContext);
    }

    [Fact]
    public async Task Embed_SeveralSentences_ThoseThatSaySomethingEachByItself()
    {
        var vectors = await _questions.EmbedAsync("Hi there. Where is my order? I need it on Friday.", [], "en", Token);

        Assert.Equal(["Where is my order?", "I need it on Friday."], _generator.Texts);
        Assert.Equal(2, vectors!.Sentences.Count);
    }

    [Fact]
    public async Task Embed_LongMessage_ItsBeginningAndItsEnd()
    {
        var text = string.Join(' ', Enumerable.Range(1, 20).Select(i => $"This is sentence {i}."));

        await _questions.EmbedAsync(text, [], "en", Token);

        Assert.Equal([1, 2, 3, 4, 17, 18, 19, 20], _generator.Texts.Select(each => int.Parse(each[17..^1], null)));
    }

    [Theory]
    [InlineData("and to Canada?", 0.7f)]
    [InlineData("and how much is it if I live in Canada?", 0.3f)]
    public async Task Embed_AfterAnotherMessage_AlsoAsItsContinuation(string text, float share)
    {
        var vectors = await _questions.EmbedAsync(text, ["ignored", "What is shipping to Norway?"], "en", Token);

        Assert.Equal([text, $"What is shipping to Norway? {text}"], _generator.Texts);
        Assert.NotNull(vectors!.InContext);
        Assert.Equal(share, vectors.ContextShare);
    }

    [Fact]
    public async Task Embed_LongMessageBefore_IsCut()
    {
        await _questions.EmbedAsync("and to Canada?", [new string('x', 5_000)], "en", Token);

        Assert.Equal(300 + 1 + "and to Canada?".Length, _generator.Texts[1].Length);
    }

    [Fact]
    public async Task Embed_OtherLanguage_IsReadWordByWord()
    {
        var vectors = await _questions.EmbedAsync("und wie lange dauert das?", ["Wo ist meine Bestellung?"], "de", Token);

        Assert.Equal("de", vectors!.GlossedFrom);
        Assert.Equal("where is order how long dauert", _generator.Texts[^1]);
    }

    [Theory]
    [InlineData("Wer malte die Mona Lisa?", "de")]
    [InlineData("   ", "en")]
    public async Task Embed_NothingThatTheModelKnows_IsNull(string text, string language)
    {
        Assert.Null(await _questions.EmbedAsync(text, [], language, Token));
        Assert.Equal(0, _generator.Calls);
    }

    [Fact]
    public async Task Embed_OtherServer_KnowsAllLanguages()
    {
        using var texts = Embedder(EmbeddingProvider.Http);

        var questions = new QuestionEmbedder(texts, new ArticleWords(), new UnrelatedQuestions(texts));

        Assert.NotNull(await questions.EmbedAsync("Wo ist meine Bestellung?", [], "de", Token));
        Assert.Equal("Wo ist meine Bestellung?", _generator.Texts[^1]);
    }

    [Theory]
    [InlineData("order AF-10482217 is not here", "order   is not here")]
    [InlineData("hi, can I pick it up?", "can I pick it up?")]
    [InlineData("hello, quick question: do you ship to Spain?", "do you ship to Spain?")]
    [InlineData("AF-10482217", "AF-10482217")]
    [InlineData("I bought a lamp, and it broke", "I bought a lamp, and it broke")]
    [InlineData("a 12 oz bag for $24 in 2026", "a 12 oz bag for $24 in 2026")]
    public void Asked_GreetingsAndIdentifiers_AreLeftOut(string text, string asked) =>
        Assert.Equal(asked, QuestionEmbedder.Asked(text, "en"));

    public void Dispose() => _texts.Dispose();

    private TextEmbedder Embedder(EmbeddingProvider provider) =>
        new(
            [_generator],
            Options.Create(new EmbeddingOptions { Provider = provider }),
            new FakeTimeProvider(),
            NullLogger<TextEmbedder>.Instance
        );
}
