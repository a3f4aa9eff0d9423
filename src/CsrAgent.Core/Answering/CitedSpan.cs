using Microsoft.Extensions.AI;

namespace CsrAgent.Answering;

/// <summary>A part of the reply for which the provider cites a source.</summary>
internal sealed record CitedSpan(int Start, int End, CitationAnnotation Annotation)
{
    public CitedSpan MovedBy(int length) => this with { Start = Start + length, End = End + length };
}
