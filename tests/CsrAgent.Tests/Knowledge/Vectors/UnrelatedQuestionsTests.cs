using CsrAgent.Embeddings;
using CsrAgent.Knowledge.Vectors;
using CsrAgent.Tests.Embeddings;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Knowledge.Vectors;

public sealed class UnrelatedQuestionsTests : IDisposable
{
    private readonly GatedGenerator _generator = new(Task.CompletedTask);
    private readonly TextEmbedder _texts;
    private readonly UnrelatedQuestions _questions;

    public UnrelatedQuestionsTests()
    {
        _texts = new(
            [_generator],
            Options.Create(new EmbeddingOptions { Provider = EmbeddingProvider.Local }),
            new FakeTimeProvider(),
            NullLogger<TextEmbedder>.Instance
        );
        _questions = new(_texts);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NearestTo_OnlySomeEmbedded_IsUnknown()
    {
        Assert.True(await _questions.EmbedSomeAsync(Token));

        Assert.Null(_questions.NearestTo([1, 0]));
    }

    [Fact]
    public async Task NearestTo_AllEmbedded_IsTheNearest()
    {
        while (await _questions.EmbedSomeAsync(Token)) { }
        var vector = new float[(await _texts.EmbedAsync(["length"], Token))[0].Length];
        vector[0] = 1;

        // A vector here begins with its text's length.
        var longest = _generator.Texts.Where(text => text != "length").Max(text => text.Length);
        Assert.Equal(longest, _questions.NearestTo(vector));
        Assert.DoesNotContain(_generator.Texts, text => text.StartsWith('#'));
    }

    [Fact]
    public async Task EmbedSome_AllEmbedded_EmbedsNothingAgain()
    {
        while (await _questions.EmbedSomeAsync(Token)) { }
        var calls = _generator.Calls;

        Assert.False(await _questions.EmbedSomeAsync(Token));
        Assert.Equal(calls, _generator.Calls);
    }

    public void Dispose() => _texts.Dispose();
}
