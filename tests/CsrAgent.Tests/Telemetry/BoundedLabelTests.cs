using CsrAgent.Telemetry;

namespace CsrAgent.Tests.Telemetry;

public sealed class BoundedLabelTests
{
    [Fact]
    public void Of_MoreValuesThanAllowed_TheFirstStandForThemselves()
    {
        var label = new BoundedLabel(3);

        Assert.Equal(["a", "b", "a", "c", "other", "a", "other"], new[] { "a", "b", "a", "c", "d", "a", "e" }.Select(label.Of));
    }

    [Theory]
    [InlineData("")]
    [InlineData(101)]
    public void Of_AValueThatIsNoName_IsOther(object value) =>
        Assert.Equal(BoundedLabel.Other, new BoundedLabel(3).Of(value is int length ? new string('x', length) : (string)value));

    [Fact]
    public void Of_FromManyThreads_NeverHasMoreThanAllowed()
    {
        var label = new BoundedLabel(10);

        var values = Enumerable.Range(0, 1_000).AsParallel().Select(i => label.Of($"model-{i % 50}")).Distinct().ToList();

        Assert.Equal(11, values.Count);
    }
}
