using CsrAgent.Answering.Tools;
using CsrAgent.Conversations;
using CsrAgent.Knowledge;

namespace CsrAgent.Answering.Checks;

/// <summary>What an answer may be based on; grows while the turn's tools run. Used by one task at a time.</summary>
internal sealed class TurnFindings(AnswerRequest request)
{
    private readonly List<PassageHit> _passages = [.. request.Passages];

    public AnswerRequest Request { get; } = request;

    /// <summary>All passages found, those of the first search first.</summary>
    public IReadOnlyList<PassageHit> Passages => _passages;

    /// <summary>What this turn's tools have proven to be done.</summary>
    public ProvenActions Proven { get; private set; }

    /// <summary>Including what earlier turns have proven.</summary>
    public ProvenActions AllProven => Request.Proven | Proven;

    public void Add(ToolResult result)
    {
        _passages.AddRange(result.Passages.Where(found => !_passages.Any(known => known.Passage == found.Passage)));
        Proven |= result.Proves;
    }
}
