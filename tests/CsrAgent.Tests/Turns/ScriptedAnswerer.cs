using System.Collections.Concurrent;
using CsrAgent.Answering;

namespace CsrAgent.Tests.Turns;

/// <summary>Answers as the test queued it, one entry a call, then with "Here it is."; keeps what it was asked.</summary>
internal sealed class ScriptedAnswerer : IAnswerer
{
    private readonly ConcurrentQueue<Func<IAnswerStream, CancellationToken, Task<Answer>>> _script = new();

    public ConcurrentQueue<AnswerRequest> Requests { get; } = new();

    public static Answer Answer(string text) => new() { Text = text, Confidence = 0.9 };

    public ScriptedAnswerer Says(Answer answer) => Does((_, _) => Task.FromResult(answer));

    public ScriptedAnswerer Fails(Exception error) => Does((_, _) => Task.FromException<Answer>(error));

    /// <summary>Answers only when the gate opens; stops when it is told to.</summary>
    public ScriptedAnswerer WaitsFor(Task filter) =>
        Does(
            async (_, token) =>
            {
                await filter.WaitAsync(token);
                return Answer("At last.");
            }
        );

    public ScriptedAnswerer Hangs() => WaitsFor(new TaskCompletionSource().Task);

    public ScriptedAnswerer Does(Func<IAnswerStream, CancellationToken, Task<Answer>> step)
    {
        _script.Enqueue(step);
        return this;
    }

    public Task<Answer> AnswerAsync(AnswerRequest request, IAnswerStream stream, CancellationToken cancellationToken)
    {
        var step = _script.TryDequeue(out var scripted) ? scripted : (_, _) => Task.FromResult(Answer("Here it is."));
        Requests.Enqueue(request);
        return step(stream, cancellationToken);
    }
}
