namespace CsrAgent.Knowledge.Sync;

/// <summary>A source that lost many articles at once. They stay indexed until it has them again, or somebody confirms it.</summary>
/// <param name="Vanished">How many of its articles it no longer holds.</param>
/// <param name="Indexed">Out of how many.</param>
public sealed record Shrinking(string Source, int Vanished, int Indexed)
{
    /// <summary>What is to be confirmed.</summary>
    public int Left => Indexed - Vanished;

    /// <summary>For staff.</summary>
    public string Explanation =>
        $"{Vanished} of the {Indexed} articles of '{Source}' are gone from it at once, more than KNOWLEDGE_MAX_SHRINK allows. They stay in "
        + $"use until it has them again; if they are meant to go, confirm it: csr-agent kb confirm {Source} --left {Left}";
}
