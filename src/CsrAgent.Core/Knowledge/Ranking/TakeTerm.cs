namespace CsrAgent.Knowledge.Ranking;

/// <summary>Receives a term, whose characters it may modify but not keep. Returns false when no more are wanted.</summary>
public delegate bool TakeTerm(Span<char> term);
