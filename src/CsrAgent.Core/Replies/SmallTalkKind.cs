namespace CsrAgent.Replies;

internal enum SmallTalkKind
{
    Acknowledgement,
    Greeting,
    Thanks,
    Goodbye,

    /// <summary>Asks for help without saying with what.</summary>
    Help,

    /// <summary>Asks who or what answers.</summary>
    Identity,

    /// <summary>Signs alone: "?".</summary>
    Unclear,

    /// <summary>Says that the last answer was not about the question.</summary>
    Misunderstood,
}
