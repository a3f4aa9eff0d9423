namespace CsrAgent.Handoff;

/// <summary>The notices that customers get about a hand-off; a company may word each itself.</summary>
public enum HandoffNoticeKind
{
    /// <summary>It begins; <c>{team}</c> is who takes it.</summary>
    Opened,

    /// <summary>Nobody has come yet; it was made more urgent.</summary>
    PassedOn,

    /// <summary>Nobody has come, for the last time that the customer is notified of it.</summary>
    NobodyThere,

    /// <summary>The person who had it does not write; another one is looked for.</summary>
    TakenBack,
}
