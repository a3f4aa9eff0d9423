namespace CsrAgent.Tests.Simulation.Cluster;

/// <summary>The server is not there, or went away before it answered.</summary>
/// <param name="mayHaveArrived">True when it may have done what it was asked for.</param>
internal sealed class BrokenConnectionException(bool mayHaveArrived) : Exception("The connection broke.")
{
    public bool MayHaveArrived { get; } = mayHaveArrived;
}
