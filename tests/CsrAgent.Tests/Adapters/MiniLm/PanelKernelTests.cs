using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using CsrAgent.Adapters.MiniLm;
using CsrAgent.Adapters.MiniLm.Kernels;

namespace CsrAgent.Tests.Adapters.MiniLm;

/// <summary>Each kernel that this processor has, against plain arithmetic.</summary>
public sealed class PanelKernelTests
{
    private const int Inputs = 1_536;

    public static TheoryData<string> Kernels => [.. Available().Select(kernel => kernel.GetType().Name)];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Multiply_RandomNumbers_SumsAreExact(string name) =>
        AssertExact(
            Named(name),
            random => (short)random.Next(-RoundedRows.Max, RoundedRows.Max + 1),
            random => (sbyte)random.Next(-127, 128)
        );

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Multiply_LargestNumbers_DoNotOverflow(string name)
    {
        AssertExact(Named(name), _ => RoundedRows.Max, _ => 127);
        AssertExact(Named(name), _ => -RoundedRows.Max, _ => 127);
    }

    [Fact]
    public void SumsOfPairs_WithoutInstructionsForIt_IsTheSame()
    {
        var sums = PanelKernel128.Portable(
            System.Runtime.Intrinsics.Vector128.Create((short)1, 2, 3, 4, 5, 6, 7, 8),
            System.Runtime.Intrinsics.Vector128.Create((short)10, -20, 30, 40, 50, 60, 70, 127)
        );

        Assert.Equal([-30, 250, 610, 1_506], Enumerable.Range(0, 4).Select(i => sums[i]));
    }

    private static void AssertExact(PanelKernel kernel, Func<Random, short> input, Func<Random, sbyte> weight)
    {
        var random = new Random(7);
        var rows = Enumerable.Range(0, PanelKernel.MaxRows * Inputs).Select(_ => input(random)).ToArray();
        var panel = Enumerable.Range(0, PanelKernel.Columns * Inputs).Select(_ => weight(random)).ToArray();
        var expected =
            from row in Enumerable.Range(0, PanelKernel.MaxRows)
            from column in Enumerable.Range(0, PanelKernel.Columns)
            select Enumerable
                .Range(0, Inputs)
                .Sum(i => rows[(row * Inputs) + i] * panel[((((i / 2) * PanelKernel.Columns) + column) * 2) + (i % 2)]);
        var sums = new int[PanelKernel.MaxRows * PanelKernel.Columns];

        kernel.MultiplyFour(MemoryMarshal.Cast<short, int>(rows), panel, sums);
        Assert.Equal(expected, sums);

        var first = new int[PanelKernel.Columns];
        kernel.MultiplyOne(MemoryMarshal.Cast<short, int>(rows.AsSpan(0, Inputs)), panel, first);
        Assert.Equal(sums[..PanelKernel.Columns], first);
    }

    private static PanelKernel Named(string name) => Available().Single(kernel => kernel.GetType().Name == name);

    private static IEnumerable<PanelKernel> Available()
    {
        yield return new PanelKernel128();
        if (Avx2.IsSupported) yield return new PanelKernel256();
        if (Avx512BW.IsSupported) yield return new PanelKernel512();
    }
}
