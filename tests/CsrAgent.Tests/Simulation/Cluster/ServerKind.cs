namespace CsrAgent.Tests.Simulation.Cluster;

[Flags]
internal enum ServerKind
{
    Api = 1,
    Worker = 2,
    Both = Api | Worker,
}
