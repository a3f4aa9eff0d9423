using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using CsrAgent.Adapters.MiniLm;
using CsrAgent.Adapters.MiniLm.Kernels;

namespace CsrAgent.Tests.Adapters.MiniLm;

/// <summary>Each kernel that this processor has, against plain arithmetic.</summary>
public sealed class PanelKernelTests
{
    private const int HalfColumns = PanelKernel.Columns / 2;

    public static TheoryData<string> Kernels => [.. Available().Select(kernel => kernel.GetType().Name)];

    public static TheoryData<string, int> KernelsAndInputs =>
        [.. from kernel in Available() from inputs in (int[])[2, 6, 384, 1_536] select (kernel.GetType().Name, inputs)];

    [Theory]
    [MemberData(nameof(KernelsAndInputs))]
    public void Multiply_RandomNumbersAndEachCountOfRows_SumsAreExact(string name, int inputs) =>
        AssertExact(
            Named(name),
            inputs,
            random => (short)random.Next(-RoundedRows.Max, RoundedRows.Max + 1),
            random => (sbyte)random.Next(-127, 128)
        );

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Multiply_LargestNumbers_DoNotOverflow(string name)
    {
        AssertExact(Named(name), 1_536, _ => RoundedRows.Max, _ => 127);
        AssertExact(Named(name), 1_536, _ => -RoundedRows.Max, _ => 127);
    }

    [Fact]
    public void Best_ThisProcessor_IsNotThePlainOne() => Assert.IsNotType<PlainPanelKernel>(PanelKernel.Best);

    internal static IEnumerable<PanelKernel> Available()
    {
        yield return new PlainPanelKernel();
        if (PanelKernel128.IsSupported) yield return new PanelKernel128();
        if (Avx2.IsSupported) yield return new PanelKernel256();
        if (Avx512BW.IsSupported) yield return new PanelKernel512();
    }

    private static void AssertExact(PanelKernel kernel, int inputs, Func<Random, short> input, Func<Random, sbyte> weight)
    {
        var random = new Random(7);
        var rows = Enumerable.Range(0, kernel.MaxRows * inputs).Select(_ => input(random)).ToArray();
        var panel = Enumerable.Range(0, PanelKernel.Columns * inputs).Select(_ => weight(random)).ToArray();
        var expected = (
            from row in Enumerable.Range(0, kernel.MaxRows)
            from column in Enumerable.Range(0, PanelKernel.Columns)
            select Enumerable.Range(0, inputs).Sum(i => rows[(row * inputs) + i] * panel[PlaceOf(i, column, inputs)])
        ).ToArray();

        for (var count = 1; count <= kernel.MaxRows; count++)
        {
            var sums = new int[PanelKernel.MaxRowsOfAll * PanelKernel.Columns];
            kernel.Multiply(MemoryMarshal.Cast<short, int>(rows.AsSpan(0, count * inputs)), count, panel, sums);
            Assert.Equal(expected[..(count * PanelKernel.Columns)], sums[..(count * PanelKernel.Columns)]);
            Assert.All(sums[(count * PanelKernel.Columns)..], untouched => Assert.Equal(0, untouched));
        }
    }

    private static int PlaceOf(int input, int column, int inputs) =>
        (column / HalfColumns * HalfColumns * inputs) + (((input / 2 * HalfColumns) + (column % HalfColumns)) * 2) + (input % 2);

    private static PanelKernel Named(string name) => Available().Single(kernel => kernel.GetType().Name == name);
}
