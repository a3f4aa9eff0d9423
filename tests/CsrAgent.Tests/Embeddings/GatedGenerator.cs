using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Embeddings;

/// <summary>Answers each text with a vector that begins with its length, when the gate is open.</summary>
internal sealed class GatedGenerator(Task gate) : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly List<string> _texts = [];
    private readonly List<(int Calls, TaskCompletionSource Reached)> _awaited = [];

    public int Calls { get; private set; }

    public Task Gate { get; set; } = gate;

    /// <summary>By how much each call moves <see cref="Time"/> on.</summary>
    public TimeSpan Duration { get; set; }

    public FakeTimeProvider? Time { get; set; }

    /// <summary>Numbers in a vector.</summary>
    public int Width { get; set; } = 2;

    public IReadOnlyList<string> Texts
    {
        get
        {
            lock (_texts) return [.. _texts];
        }
    }

    /// <summary>Completes with that call.</summary>
    public Task CalledAsync(int calls)
    {
        lock (_texts)
        {
            if (Calls >= calls) return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((calls, reached));
            return reached.Task;
        }
    }

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values,
        EmbeddingGenerationOptions? options,
        CancellationToken cancellationToken
    )
    {
        var texts = values.ToList();
        lock (_texts)
        {
            Calls++;
            _texts.AddRange(texts);
            foreach (var (_, reached) in _awaited.Where(each => each.Calls <= Calls)) reached.TrySetResult();
        }
        await Gate;
        if (Duration > TimeSpan.Zero) Time!.Advance(Duration);
        return [.. texts.Select(text => new Embedding<float>(Vector(text)))];
    }

    public object? GetService(Type serviceType, object? serviceKey) => null;

    public void Dispose() { }

    private float[] Vector(string text)
    {
        var vector = new float[Width];
        vector[0] = text.Length;
        return vector;
    }
}
