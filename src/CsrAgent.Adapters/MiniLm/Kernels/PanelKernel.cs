using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CsrAgent.Adapters.MiniLm.Kernels;

/// <summary>
/// Multiplies rows of whole numbers with a panel of int8 weights. Inputs come in pairs, two 16-bit numbers in one 32-bit one. A panel is
/// two halves, one after the other; in each half, a pair of inputs has the two weights of the first column, of the second, and so on. Sums
/// are exact, so that every kernel gives the same. Stateless.
/// </summary>
/// <remarks>
/// The inner methods are compiled for good at their first call: the quick code that a method has at first takes some 20 times as long.
/// </remarks>
internal abstract class PanelKernel
{
    /// <summary>Of one panel.</summary>
    public const int Columns = 2 * HalfColumns;

    /// <summary>The most rows that any kernel multiplies at once.</summary>
    public const int MaxRowsOfAll = 8;

    protected const int HalfColumns = 16;

    /// <summary>Weights of one pair of inputs in a half.</summary>
    protected const int Step = 2 * HalfColumns;

    /// <summary>The fastest that this processor has.</summary>
    public static PanelKernel Best { get; } =
        Avx512BW.IsSupported && Vector512.IsHardwareAccelerated ? new PanelKernel512()
        : Avx2.IsSupported ? new PanelKernel256()
        : PanelKernel128.IsSupported ? new PanelKernel128()
        : new PlainPanelKernel();

    /// <summary>That are multiplied at once: as many as the sums of which fit into the processor's registers.</summary>
    public abstract int MaxRows { get; }

    /// <summary>The sums of each row: one for each column, row by row.</summary>
    /// <param name="rows">One after the other.</param>
    /// <param name="count">Of rows: 1 to <see cref="MaxRows"/>.</param>
    public abstract void Multiply(ReadOnlySpan<int> rows, int count, ReadOnlySpan<sbyte> panel, Span<int> sums);
}
