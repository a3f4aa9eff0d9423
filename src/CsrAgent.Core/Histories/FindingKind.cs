namespace CsrAgent.Histories;

/// <summary>How a history breaks a promise.</summary>
public enum FindingKind
{
    /// <summary>An accepted message, or a reply that its sender saw, is not in the history.</summary>
    Lost,

    /// <summary>A message stands twice, or a turn has two replies, or its sender saw another reply than the history shows.</summary>
    Doubled,

    /// <summary>Messages stand in another order than they were accepted in, or a reply before what it replies to.</summary>
    Reordered,

    /// <summary>A message has no reply though nobody but the agent could give one, or waits for longer than it may.</summary>
    Silent,

    /// <summary>What was erased is there again.</summary>
    Resurrected,
}
