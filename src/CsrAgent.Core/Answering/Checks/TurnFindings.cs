using System.Text;
using CsrAgent.Answering.Tools;
using CsrAgent.Conversations;
using CsrAgent.Knowledge;
using Microsoft.Extensions.AI;

namespace CsrAgent.Answering.Checks;

/// <summary>What an answer may be based on; grows while the turn's tools run. Used by one task at a time.</summary>
internal sealed class TurnFindings(AnswerRequest request)
{
    private readonly List<PassageHit> _passages = [.. request.Passages];
    private readonly StringBuilder _text = Text(request);
    private string? _sources;

    public AnswerRequest Request { get; } = request;

    /// <summary>All passages found, those of the first search first.</summary>
    public IReadOnlyList<PassageHit> Passages => _passages;

    /// <summary>What this turn's tools have proven to be done.</summary>
    public ProvenActions Proven { get; private set; }

    /// <summary>Including what earlier turns have proven.</summary>
    public ProvenActions AllProven => Request.Proven | Proven;

    /// <summary>The words of all that the model was given: passages, results of tools, what was said.</summary>
    public string Sources => _sources ??= _text.ToString();

    public void Add(ToolResult result)
    {
        foreach (var hit in result.Passages) Append(_text, hit);
        foreach (var text in result.Contents.OfType<TextContent>()) _text.Append(text.Text).Append('\n');
        _sources = null;
        _passages.AddRange(result.Passages.Where(found => !_passages.Any(known => known.Passage == found.Passage)));
        Proven |= result.Proves;
    }

    private static StringBuilder Text(AnswerRequest request)
    {
        var text = new StringBuilder();
        foreach (var hit in request.Passages) Append(text, hit);
        foreach (var message in request.History) text.Append(message.Text).Append('\n');
        return text.AppendJoin('\n', request.Messages).Append('\n');
    }

    private static void Append(StringBuilder text, PassageHit hit) =>
        text.AppendJoin('\n', hit.Title, hit.Url, hit.Passage.Heading, hit.Passage.Text).Append('\n');
}
