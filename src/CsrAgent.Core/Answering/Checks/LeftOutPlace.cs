namespace CsrAgent.Answering.Checks;

/// <summary>A place that an article leaves out.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Of">The words of what is left out there, hashed; none for everything.</param>
internal sealed record LeftOutPlace(string Name, IReadOnlySet<ulong> Of)
{
    public bool IsOf(IReadOnlySet<ulong> words) => Of.Count == 0 || Of.Overlaps(words);
}
