using CsrAgent.Tests.Simulation.Scheduling;

namespace CsrAgent.Tests.Simulation.Cluster;

/// <summary>How badly the network, the model and the channel behave just now. All zero: everything is reachable, and fast.</summary>
internal sealed class Weather(World world)
{
    /// <summary>The probability that a call fails before it has done anything.</summary>
    public double FailsBefore { get; set; }

    /// <summary>The probability that a call is done and then reported as failed.</summary>
    public double FailsAfter { get; set; }

    /// <summary>The probability that a call takes seconds instead of milliseconds.</summary>
    public double Stalls { get; set; }

    /// <summary>The probability that the model fails, hangs or throws.</summary>
    public double ModelFails { get; set; }

    /// <summary>The probability that an answer takes as long as the slowest ones do.</summary>
    public double ModelIsSlow { get; set; }

    /// <summary>The probability that a send to the channel fails, before or after it was done.</summary>
    public double PhoneFails { get; set; }

    /// <summary>The probability that an event between processes is lost.</summary>
    public double LosesEvents { get; set; }

    /// <summary>Until then, nobody reaches the store.</summary>
    public TimeSpan StoreIsAwayUntil { get; set; }

    public bool StoreIsAway => world.Now < StoreIsAwayUntil;

    public void ClearUp()
    {
        (FailsBefore, FailsAfter, Stalls, LosesEvents) = (0, 0, 0, 0);
        (ModelFails, ModelIsSlow, PhoneFails) = (0, 0, 0);
        StoreIsAwayUntil = default;
    }
}
