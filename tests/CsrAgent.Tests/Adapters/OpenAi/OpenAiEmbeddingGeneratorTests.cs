using System.ClientModel;
using System.Numerics.Tensors;
using CsrAgent.Adapters.OpenAi.Embeddings;
using CsrAgent.Embeddings;
using CsrAgent.Tests.Support.FakeModels;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Adapters.OpenAi;

/// <summary>EMBEDDINGS=http, against a server that speaks the protocol.</summary>
public sealed class OpenAiEmbeddingGeneratorTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private FakeEmbeddings _api = null!;
    private OpenAiEmbeddingGenerator _generator = null!;
    private TextEmbedder _embedder = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _api = await FakeEmbeddings.StartAsync();
        _generator = OpenAiEmbeddingGenerator.Create(
            new OpenAiEmbeddingOptions { BaseUrl = _api.BaseAddress + "/v1", Model = "some-model", ApiKey = "secret" }
        );
        _embedder = new(
            [_generator],
            Options.Create(new EmbeddingOptions { Provider = EmbeddingProvider.Http, MaxConcurrent = 1 }),
            _time,
            NullLogger<TextEmbedder>.Instance
        );
    }

    public async ValueTask DisposeAsync()
    {
        _embedder.Dispose();
        _generator.Dispose();
        await _api.DisposeAsync();
    }

    [Fact]
    public async Task Generate_Texts_GivesVectorsOfLengthOneInOrder()
    {
        var embeddings = await _generator.GenerateAsync(["a", "a longer text"], null, Token);

        Assert.Equal([1 / MathF.Sqrt(2), 13 / MathF.Sqrt(170)], embeddings.Select(each => each.Vector.Span[0]));
        Assert.All(embeddings, each => Assert.Equal(1, TensorPrimitives.Norm<float>(each.Vector.Span), 5));
        var (authorization, body) = Assert.Single(_api.Requests);
        Assert.Equal("Bearer secret", authorization);
        Assert.Equal("some-model", body.GetProperty("model").GetString());
        Assert.Empty(_api.Violations);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Generate_FaultThatPasses_IsTriedAgain(int status)
    {
        _api.Statuses.Enqueue(status);

        Assert.Single(await _generator.GenerateAsync(["text"], null, Token));
        Assert.Equal(2, _api.Requests.Count);
    }

    [Theory]
    [InlineData(401, 1)]
    [InlineData(404, 1)]
    [InlineData(429, 2)]
    public async Task TryEmbed_FaultThatStays_SearchGoesOnWithoutVectors(int status, int requests)
    {
        for (var i = 0; i < requests; i++) _api.Statuses.Enqueue(status);

        Assert.Null(await _embedder.TryEmbedAsync(["question"], Token));

        Assert.Equal(requests, _api.Requests.Count);
        Assert.NotNull(await _embedder.TryEmbedAsync(["question"], Token));
    }

    [Fact]
    public async Task Embed_FaultThatStays_IsThrownForTheLoopToTryLater()
    {
        _api.Statuses.Enqueue(401);

        var error = await Assert.ThrowsAsync<ClientResultException>(() => _embedder.EmbedAsync(["article"], Token));

        Assert.Equal(401, error.Status);
    }

    [Fact]
    public async Task TryEmbed_ServerHangs_GoesOnAfterTheTimeout()
    {
        _api.Hangs = true;
        var question = _embedder.TryEmbedAsync(["question"], Token);

        Assert.False(question.IsCompleted);
        _time.Advance(new EmbeddingOptions().Timeout);

        Assert.Null(await question);
        // The one call that may be open still is.
        Assert.Null(await _embedder.TryEmbedAsync(["another"], Token));
    }

    [Fact]
    public async Task Embed_OtherLengthThanBefore_SaysWhatToDo()
    {
        await _embedder.EmbedAsync(["article"], Token);
        _api.Width = 8;

        var error = await Assert.ThrowsAsync<CsrAgentException>(() => _embedder.EmbedAsync(["another article"], Token));

        Assert.Contains("8 numbers, and of 4 before", error.Message, StringComparison.Ordinal);
        Assert.Contains("EMBEDDINGS_MODEL", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Embed_FewerVectorsThanTexts_SaysWhatToCheck()
    {
        _api.MaxAnswered = 1;

        var error = await Assert.ThrowsAsync<CsrAgentException>(() => _embedder.EmbedAsync(["one", "two"], Token));

        Assert.Contains("1 vectors for 2 texts", error.Message, StringComparison.Ordinal);
        Assert.Contains("EMBEDDINGS_BASE_URL", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Metadata_Model_IsTheOneThatWasSet() => Assert.Equal("some-model", _embedder.ModelId);
}
