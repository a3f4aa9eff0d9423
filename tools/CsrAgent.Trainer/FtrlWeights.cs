namespace CsrAgent.Trainer;

/// <summary>
/// Weights of a logistic regression, learned by FTRL-Proximal (McMahan et al. 2013): one step per example and weight, each weight with its
/// own pace, and those that the examples do not speak for stay zero.
/// </summary>
internal sealed class FtrlWeights(int count, LearnerSettings settings, float l1, float l2)
{
    private readonly float[] _z = new float[count];
    private readonly float[] _n = new float[count];

    public float this[int index]
    {
        get
        {
            var z = _z[index];
            return Math.Abs(z) <= l1
                ? 0
                : -(z - (Math.Sign(z) * l1)) / (((settings.Slowness + MathF.Sqrt(_n[index])) / settings.Pace) + l2);
        }
    }

    public void Update(int index, float gradient)
    {
        var square = gradient * gradient;
        _z[index] += gradient - ((MathF.Sqrt(_n[index] + square) - MathF.Sqrt(_n[index])) / settings.Pace * this[index]);
        _n[index] += square;
    }

    public float[] ToArray() => [.. Enumerable.Range(0, count).Select(index => this[index])];
}
