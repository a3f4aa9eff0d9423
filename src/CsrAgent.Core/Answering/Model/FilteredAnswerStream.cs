using CsrAgent.Conversations;

namespace CsrAgent.Answering.Model;

/// <summary>
/// An answer's stream behind its <see cref="StreamedAnswerFilter"/>. Once closed, it writes nothing more, not even for an abandoned call.
/// </summary>
internal sealed class FilteredAnswerStream(IAnswerStream inner, StreamedAnswerFilter filter)
{
    private readonly HashSet<Citation> _cited = [];
    private volatile bool _closed = !inner.IsWatched;

    public bool IsOpen => !_closed && !filter.IsClosed;

    public bool HasWritten { get; private set; }

    public void Close() => _closed = true;

    public ValueTask WriteAsync(string text, CancellationToken cancellationToken) =>
        IsOpen ? PassAsync(filter.Push(text), cancellationToken) : ValueTask.CompletedTask;

    public ValueTask CompleteAsync(CancellationToken cancellationToken) =>
        IsOpen ? PassAsync(filter.Complete(), cancellationToken) : ValueTask.CompletedTask;

    public async ValueTask CiteAsync(Citation citation, CancellationToken cancellationToken)
    {
        if (IsOpen && _cited.Add(citation)) await inner.CiteAsync(citation, cancellationToken);
    }

    private async ValueTask PassAsync(string text, CancellationToken cancellationToken)
    {
        if (text.Length == 0) return;
        HasWritten = true;
        await inner.WriteAsync(text, cancellationToken);
    }
}
