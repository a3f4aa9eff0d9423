using CsrAgent.Answering.Tools;
using CsrAgent.Conversations;
using CsrAgent.Knowledge;
using Microsoft.Extensions.AI;

namespace CsrAgent.Answering.Checks;

/// <summary>What an answer may be based on; grows while the turn's tools run. Used by one task at a time.</summary>
internal sealed class TurnFindings(AnswerRequest request)
{
    private readonly List<PassageHit> _passages = [.. request.Passages];
    private List<SourceText>? _sources;

    public AnswerRequest Request { get; } = request;

    /// <summary>All passages found, those of the first search first.</summary>
    public IReadOnlyList<PassageHit> Passages => _passages;

    /// <summary>What this turn's tools have proven to be done.</summary>
    public ProvenActions Proven { get; private set; }

    /// <summary>Including what earlier turns have proven.</summary>
    public ProvenActions AllProven => Request.Proven | Proven;

    /// <summary>All that the model was given: passages, what was said, results of tools.</summary>
    public IReadOnlyList<SourceText> Sources => Read();

    public void Add(ToolResult result)
    {
        var sources = Read();
        sources.AddRange(result.Passages.Select(hit => KnownPassage.Of(hit).Source));
        sources.AddRange(result.Contents.OfType<TextContent>().Select(Source));
        _passages.AddRange(result.Passages.Where(found => !_passages.Any(known => known.Passage == found.Passage)));
        Proven |= result.Proves;
    }

    private List<SourceText> Read() =>
        _sources ??=
        [
            .. Request.Passages.Select(hit => KnownPassage.Of(hit).Source),
            .. Request.Memories.Select(memory => new SourceText(memory.Text, Request.Language) { IsCustomers = true }),
            .. Request.Messages.Select(text => new SourceText(text, Request.Language) { IsCustomers = true }),
            .. Request.History.Select(message => new SourceText(message.Text, Request.Language)
            {
                IsCustomers = message.Role == MessageRole.Customer,
            }),
        ];

    private SourceText Source(TextContent text) =>
        new(text.Text, Request.Language) { IsPassage = PassageContent.Find(text) is not null };
}
