using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CsrAgent.Adapters.MiniLm.Kernels;

/// <summary>
/// Multiplies rows of whole numbers with a panel of int8 weights. Inputs come in pairs, two 16-bit numbers in one 32-bit one; of a panel
/// each pair of inputs has the two weights of the first column, of the second, and so on. Sums are exact, so that every kernel gives the
/// same. Stateless.
/// </summary>
internal abstract class PanelKernel
{
    /// <summary>Of one panel.</summary>
    public const int Columns = 16;

    /// <summary>That are multiplied at once.</summary>
    public const int MaxRows = 4;

    /// <summary>The fastest that this processor has.</summary>
    public static PanelKernel Best { get; } =
        Avx512BW.IsSupported && Vector512.IsHardwareAccelerated ? new PanelKernel512()
        : Avx2.IsSupported ? new PanelKernel256()
        : new PanelKernel128();

    /// <summary>The sums of one row: one for each column.</summary>
    public abstract void MultiplyOne(ReadOnlySpan<int> row, ReadOnlySpan<sbyte> panel, Span<int> sums);

    /// <summary>The sums of four rows, which follow each other, as do their sums.</summary>
    public abstract void MultiplyFour(ReadOnlySpan<int> rows, ReadOnlySpan<sbyte> panel, Span<int> sums);
}
