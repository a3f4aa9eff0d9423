namespace CsrAgent.Privacy;

/// <summary>A finding. <paramref name="Start"/> and <paramref name="Length"/> count UTF-16 units of the original text.</summary>
public readonly record struct PiiFinding(PiiType Type, int Start, int Length)
{
    public int End => Start + Length;
}
