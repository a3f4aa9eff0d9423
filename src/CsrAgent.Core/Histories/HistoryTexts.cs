namespace CsrAgent.Histories;

/// <summary>The server's own sentences by which a history is read, in all its languages.</summary>
/// <param name="HandoffEndings">With which a hand-off ends: from there on the agent has to answer.</param>
/// <param name="Failures">With which the agent gives a turn up, which may be tried again later.</param>
public sealed record HistoryTexts(IReadOnlySet<string> HandoffEndings, IReadOnlySet<string> Failures);
