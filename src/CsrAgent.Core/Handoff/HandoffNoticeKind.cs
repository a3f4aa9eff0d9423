namespace CsrAgent.Handoff;

/// <summary>What customers are told about a hand-off, and a company may say in its own words.</summary>
public enum HandoffNoticeKind
{
    /// <summary>It begins; <c>{team}</c> is who takes it.</summary>
    Opened,

    /// <summary>Nobody has come yet; it was made more urgent.</summary>
    PassedOn,

    /// <summary>Nobody has come for the last time that is told.</summary>
    NobodyThere,

    /// <summary>The person who had it does not write; another one is looked for.</summary>
    TakenBack,
}
