using CsrAgent.Bench.Load;

namespace CsrAgent.Bench.Cost;

/// <summary>What a message cost one server in one round.</summary>
/// <param name="User">Processor time in the program, in microseconds a message.</param>
/// <param name="Kernel">In the kernel.</param>
/// <param name="Allocated">Bytes a message.</param>
/// <param name="Redis">Processor time of its Redis, in microseconds a message; 0 without one.</param>
internal sealed record CostRow(LoadReport Load, double User, double Kernel, double Allocated, double Redis)
{
    public double Cpu => User + Kernel;
}
