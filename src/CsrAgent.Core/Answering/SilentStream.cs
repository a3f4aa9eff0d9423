using CsrAgent.Conversations;

namespace CsrAgent.Answering;

/// <summary>A stream that nobody watches.</summary>
internal sealed class SilentStream : IAnswerStream
{
    public static readonly SilentStream Instance = new();

    private SilentStream() { }

    public bool IsWatched => false;

    public ValueTask WriteAsync(string text, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask CiteAsync(Citation citation, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
