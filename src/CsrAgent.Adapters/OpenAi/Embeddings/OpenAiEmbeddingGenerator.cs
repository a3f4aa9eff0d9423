using System.ClientModel;
using System.ClientModel.Primitives;
using System.Numerics.Tensors;
using Microsoft.Extensions.AI;
using OpenAI;

namespace CsrAgent.Adapters.OpenAi.Embeddings;

/// <summary>Vectors of length 1 from a compatible server, whose own may have any length.</summary>
internal sealed class OpenAiEmbeddingGenerator(IEmbeddingGenerator<string, Embedding<float>> server)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(server)
{
    // The library insists on a key; servers that want none ignore the header.
    private const string NoKey = "none";

    public static OpenAiEmbeddingGenerator Create(OpenAiEmbeddingOptions options)
    {
        var api = new OpenAIClient(
            new ApiKeyCredential(string.IsNullOrEmpty(options.ApiKey) ? NoKey : options.ApiKey),
            new OpenAIClientOptions { Endpoint = new Uri(options.BaseUrl), RetryPolicy = new ClientRetryPolicy(maxRetries: 1) }
        );
        return new OpenAiEmbeddingGenerator(api.GetEmbeddingClient(options.Model).AsIEmbeddingGenerator());
    }

    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values,
        EmbeddingGenerationOptions? options,
        CancellationToken cancellationToken
    )
    {
        var embeddings = await base.GenerateAsync(values, options, cancellationToken);
        return [.. embeddings.Select(each => new Embedding<float>(OfLengthOne(each.Vector.Span)) { ModelId = each.ModelId })];
    }

    private static float[] OfLengthOne(ReadOnlySpan<float> vector)
    {
        var result = vector.ToArray();
        var length = TensorPrimitives.Norm(vector);
        if (length > 0) TensorPrimitives.Divide(vector, length, result);
        return result;
    }
}
