using System.Text;
using CsrAgent.Answering;
using CsrAgent.Conversations;

namespace CsrAgent.Tests.Answering;

internal sealed class RecordedStream : IAnswerStream
{
    private readonly StringBuilder _text = new();

    public bool IsWatched => true;

    public string Text => _text.ToString();

    public int Writes { get; private set; }

    public List<Citation> Cited { get; } = [];

    public ValueTask WriteAsync(string text, CancellationToken cancellationToken)
    {
        Writes++;
        _text.Append(text);
        return ValueTask.CompletedTask;
    }

    public ValueTask CiteAsync(Citation citation, CancellationToken cancellationToken)
    {
        Cited.Add(citation);
        return ValueTask.CompletedTask;
    }
}
