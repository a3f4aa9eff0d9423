using CsrAgent.Sentiment;

namespace CsrAgent.Trainer;

/// <summary>
/// Makes bytes of the table's floats, each output with a scale of its own. The few largest weights are cut to keep the rest fine.
/// </summary>
internal static class Quantizer
{
    private const double Kept = 0.9999;

    public static (sbyte[] Bytes, float Scale) Quantize(float[] weights)
    {
        var scale = ScaleOf(weights);
        return ([.. weights.Select(weight => ToByte(weight, scale))], scale);
    }

    public static MoodModel Quantize(float[] table, float[] signs, ValenceTable valence)
    {
        var scales = Enumerable
            .Range(0, MoodModel.Outputs)
            .Select(output => ScaleOf(table.Where((_, i) => i % MoodModel.Outputs == output)))
            .ToArray();
        var bytes = table.Select((weight, i) => ToByte(weight, scales[i % MoodModel.Outputs])).ToArray();
        return new MoodModel(bytes, scales, signs, valence);
    }

    private static sbyte ToByte(float weight, float scale) => (sbyte)Math.Clamp(MathF.Round(weight / scale), -127, 127);

    private static float ScaleOf(IEnumerable<float> weights)
    {
        var sizes = weights.Where(weight => weight != 0).Select(Math.Abs).Order().ToArray();
        return sizes.Length == 0 ? 1 : sizes[(int)(sizes.Length * Kept)] / 127;
    }
}
