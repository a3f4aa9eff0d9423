namespace CsrAgent.Memory;

public enum MemoryMode
{
    /// <summary>Nothing is remembered or recalled; what is kept already can be listed, deleted and erased.</summary>
    Off,

    /// <summary>Customers whose identity is proven are remembered.</summary>
    On,
}
