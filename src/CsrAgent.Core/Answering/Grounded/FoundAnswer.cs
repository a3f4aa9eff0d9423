using CsrAgent.Knowledge;

namespace CsrAgent.Answering.Grounded;

/// <param name="Hits">Best first; at least one once it is answered from.</param>
internal sealed record FoundAnswer(string Question, IReadOnlyList<PassageHit> Hits);
