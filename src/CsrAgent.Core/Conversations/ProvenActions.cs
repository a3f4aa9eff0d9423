namespace CsrAgent.Conversations;

/// <summary>What tool results of a conversation show to have been done; what the agent may say that it did.</summary>
[Flags]
public enum ProvenActions
{
    None = 0,

    /// <summary>A person was asked to take over.</summary>
    Handoff = 1,

    /// <summary>A configured action succeeded.</summary>
    Action = 2,
}
