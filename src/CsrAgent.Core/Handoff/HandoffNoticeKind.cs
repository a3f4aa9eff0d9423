namespace CsrAgent.Handoff;

/// <summary>The notices that customers get about a hand-off; a company can replace each text.</summary>
public enum HandoffNoticeKind
{
    /// <summary>A hand-off started; <c>{team}</c> is the team that takes it.</summary>
    Opened,

    /// <summary>Nobody has taken it yet; its priority was raised.</summary>
    PassedOn,

    /// <summary>Nobody has taken it; the last notice of this kind.</summary>
    NobodyThere,

    /// <summary>The person who took it does not answer; the hand-off is back in the queue.</summary>
    TakenBack,
}
