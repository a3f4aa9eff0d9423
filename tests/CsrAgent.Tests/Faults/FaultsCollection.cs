namespace CsrAgent.Tests.Faults;

/// <summary>Tests that kill processes under load run by themselves, when all others have ended: each needs the whole machine.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class FaultsCollection
{
    public const string Name = "faults";
}
