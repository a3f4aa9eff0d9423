using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using CsrAgent.Answering.Model;
using Microsoft.Extensions.AI;

namespace CsrAgent.Tests.Adapters.Polly;

/// <summary>A model that does what it is told, call by call; when nothing is left, it answers with its name.</summary>
internal sealed class ScriptedModel(string name, params ScriptedModel.Step[] steps) : IChatClient
{
    private readonly ConcurrentQueue<Step> _steps = new(steps);
    private int _calls;

    public int Calls => _calls;

    /// <summary>What happens with one call.</summary>
    /// <param name="Fault">Thrown, after the words where there are some.</param>
    /// <param name="Words">Said first.</param>
    /// <param name="Gate">Waited for before anything else; the call's token ends the wait.</param>
    /// <param name="Usage">Reported at the end.</param>
    public sealed record Step(ModelException? Fault = null, string? Words = null, Task? Gate = null, UsageDetails? Usage = null);

    public static Step Fails(ModelFault fault, TimeSpan? retryAfter = null) =>
        new(new ModelException(fault, $"scripted {fault}", retryAfter));

    public static Step Hangs() => new(Gate: new TaskCompletionSource().Task);

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        Interlocked.Increment(ref _calls);
        var step = _steps.TryDequeue(out var next) ? next : new(Words: name);
        yield return new(ChatRole.Assistant, []);
        if (step.Gate is not null) await step.Gate.WaitAsync(cancellationToken);
        if (step.Words is not null) yield return new(ChatRole.Assistant, step.Words);
        if (step.Fault is not null) throw step.Fault;
        if (step.Usage is not null) yield return new(ChatRole.Assistant, [new UsageContent(step.Usage)]);
        yield return new(ChatRole.Assistant, []) { FinishReason = ChatFinishReason.Stop };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("scripted", null, name) : null;

    public void Dispose() { }
}
