namespace CsrAgent.ModelConverter;

/// <summary>A matrix as whole numbers of -127..127, each column (or row) with a scale of its own: value = whole number × scale.</summary>
internal sealed record Int8Matrix(float[] Scales, sbyte[] Values)
{
    private const int PanelColumns = 16;

    /// <param name="matrices">With the same number of rows; their columns are put side by side.</param>
    public static Int8Matrix ByColumn(IReadOnlyList<OnnxTensor> matrices)
    {
        var (rows, columns) = (matrices[0].Shape[0], matrices.Sum(matrix => matrix.Shape[1]));
        var result = new Int8Matrix(new float[columns], new sbyte[rows * columns]);
        var first = 0;
        foreach (var matrix in matrices)
        {
            for (var column = 0; column < matrix.Shape[1]; column++) result.Add(matrix, column, first + column);
            first += matrix.Shape[1];
        }
        return result;
    }

    public static Int8Matrix ByRow(float[] values, int columns)
    {
        var result = new Int8Matrix(new float[values.Length / columns], new sbyte[values.Length]);
        for (var row = 0; row < result.Scales.Length; row++)
        {
            var scale = ScaleOf(values.Skip(row * columns).Take(columns));
            result.Scales[row] = scale;
            for (var i = row * columns; i < (row + 1) * columns; i++) result.Values[i] = Round(values[i], scale);
        }
        return result;
    }

    /// <summary>
    /// The values in the order in which they are multiplied: panel by panel of some columns; in each, two rows at a time, the two values of
    /// the first column, of the second, and so on. <c>PanelKernel</c> in the adapter MiniLm reads them.
    /// </summary>
    public Int8Matrix InPanels()
    {
        var (panels, columns, at) = (new sbyte[Values.Length], Scales.Length, 0);
        for (var first = 0; first < columns; first += PanelColumns)
        {
            for (var row = 0; row < Values.Length / columns; row += 2)
            {
                for (var column = first; column < first + PanelColumns; column++)
                {
                    panels[at++] = Values[(row * columns) + column];
                    panels[at++] = Values[((row + 1) * columns) + column];
                }
            }
        }
        return this with { Values = panels };
    }

    private void Add(OnnxTensor matrix, int column, int target)
    {
        var (rows, columns) = (matrix.Shape[0], matrix.Shape[1]);
        var scale = ScaleOf(Enumerable.Range(0, rows).Select(row => matrix.Values[(row * columns) + column]));
        Scales[target] = scale;
        for (var row = 0; row < rows; row++)
        {
            Values[(row * Scales.Length) + target] = Round(matrix.Values[(row * columns) + column], scale);
        }
    }

    private static float ScaleOf(IEnumerable<float> values) => values.Max(MathF.Abs) is var max && max > 0 ? max / 127 : 1;

    private static sbyte Round(float value, float scale) => (sbyte)MathF.Round(value / scale);
}
