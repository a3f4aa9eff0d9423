using CsrAgent.Answering;
using CsrAgent.Conversations;

namespace CsrAgent.Turns;

/// <summary>
/// An answer that begins with other words: they are written with the first text, so that nothing is shown without an answer.
/// </summary>
internal sealed class IntroducedStream(IAnswerStream inner, string words) : IAnswerStream
{
    private bool _begun;

    public bool IsWatched => inner.IsWatched;

    public ValueTask WriteAsync(string text, CancellationToken cancellationToken)
    {
        if (_begun || text.Length == 0) return inner.WriteAsync(text, cancellationToken);
        _begun = true;
        return inner.WriteAsync(words + text, cancellationToken);
    }

    public ValueTask CiteAsync(Citation citation, CancellationToken cancellationToken) => inner.CiteAsync(citation, cancellationToken);
}
