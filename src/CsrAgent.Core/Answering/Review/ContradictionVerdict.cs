namespace CsrAgent.Answering.Review;

/// <summary>What a model says of two sentences. Those that it denies to contradict each other are left out of a report.</summary>
public enum ContradictionVerdict
{
    /// <summary>No model was asked about them.</summary>
    NotAsked,

    /// <summary>They contradict each other.</summary>
    Confirmed,

    /// <summary>It was asked, and did not answer, or not about these.</summary>
    NoAnswer,
}
