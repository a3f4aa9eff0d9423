namespace CsrAgent.Knowledge.Ranking;

/// <summary>Takes a term, whose characters it may change and must not keep. False when no more are wanted.</summary>
public delegate bool TakeTerm(Span<char> term);
