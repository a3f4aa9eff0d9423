namespace CsrAgent.Conversations;

/// <summary>What the tool results of a conversation prove to be done, and so what the agent may say that it did.</summary>
[Flags]
public enum ProvenActions
{
    None = 0,

    /// <summary>A person was requested.</summary>
    Handoff = 1,

    /// <summary>A configured action succeeded.</summary>
    Action = 2,
}
