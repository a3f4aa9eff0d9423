namespace CsrAgent.Answering.Review;

/// <summary>What two sentences about the same differ in.</summary>
public enum ContradictionKind
{
    /// <summary>A number, an amount, a duration.</summary>
    Figures,

    /// <summary>One says that it is not so.</summary>
    YesOrNo,
}
