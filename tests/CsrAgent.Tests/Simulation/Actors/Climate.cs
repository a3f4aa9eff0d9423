namespace CsrAgent.Tests.Simulation.Actors;

/// <summary>The faults that may happen in a run. Some runs have only one kind: in them, more can be expected.</summary>
[Flags]
internal enum Climate
{
    Calm = 0,
    Stops = 1,
    Kills = 2,
    Network = 4,
    Model = 8,
    Clocks = 16,
    Store = 32,
    Upgrades = 64,
    Everything = Stops | Kills | Network | Model | Clocks | Store,
}
