using CsrAgent.Histories;

namespace CsrAgent.Tests.Simulation.Actors;

/// <summary>What everybody outside the servers did and saw.</summary>
internal sealed class Journal
{
    public List<SentMessage> Sent { get; } = [];

    public List<JournalErasure> Erasures { get; } = [];

    /// <summary>Sessions that their customers have ended, or tried to.</summary>
    public HashSet<string> Ended { get; } = [];

    /// <summary>Sessions whose customers no longer wanted a person, and said so by the button.</summary>
    public HashSet<string> Withdrawn { get; } = [];

    /// <summary>What people saw that must not be.</summary>
    public List<Finding> Findings { get; } = [];
}
