namespace CsrAgent.Memory;

/// <summary>What a memory is about. Stored: add at the end, and rename nothing.</summary>
public enum MemoryKind
{
    /// <summary>Something that holds of the customer: what they own, use or have ordered.</summary>
    Fact,

    /// <summary>How the customer wants to be served.</summary>
    Preference,

    /// <summary>What the customer came for, and how it ended.</summary>
    Issue,
}
