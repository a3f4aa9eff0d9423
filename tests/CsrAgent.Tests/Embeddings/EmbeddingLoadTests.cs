using CsrAgent.Embeddings;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Embeddings;

public sealed class EmbeddingLoadTests
{
    private static readonly string[] Question = [new string('a', 80)];
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(2);

    private readonly FakeTimeProvider _time = new();
    private readonly EmbeddingLoad _load;

    public EmbeddingLoadTests() => _load = new(_time, 4);

    [Fact]
    public void Admits_NothingKnown_IsTrue()
    {
        Assert.True(_load.Admits());
        Assert.Null(_load.MaxTimeOf(Question));
    }

    [Fact]
    public void Admits_AlwaysAsSlow_IsTrueHoweverSlow()
    {
        Record(50, TimeSpan.FromSeconds(2));

        Assert.False(_load.IsHigh);
        Assert.True(_load.Admits());
        Assert.True(_load.Admits());
    }

    [Fact]
    public void Admits_FiveTimesAsSlow_LetsOneThroughInAWhile()
    {
        Record(5, Usual);
        Record(10, Usual * 5);

        Assert.True(_load.IsHigh);
        _time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.True(_load.Admits());
        Assert.False(_load.Admits());
        _time.Advance(TimeSpan.FromMilliseconds(99));
        Assert.False(_load.Admits());
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(_load.Admits());
    }

    [Fact]
    public void IsHigh_BetweenBothBounds_StaysAsItWas()
    {
        Record(5, Usual);
        Record(20, Usual * 3);
        Assert.False(_load.IsHigh);

        Record(20, Usual * 6);
        Assert.True(_load.IsHigh);
        Record(20, Usual * 3);
        Assert.True(_load.IsHigh);

        Record(20, Usual);
        Assert.False(_load.IsHigh);
    }

    [Fact]
    public void IsHigh_OnePause_IsNotLoad()
    {
        Record(5, Usual);
        Record(1, TimeSpan.FromSeconds(3));

        Assert.False(_load.IsHigh);
    }

    /// <summary>With as many tokens as the model makes of them.</summary>
    public static TheoryData<string, int> OddTexts =>
        new()
        {
            { new string('a', 4_000), 3 },
            { string.Join(' ', Enumerable.Repeat("a", 4_000)), 256 },
            { string.Join('\u200b', Enumerable.Repeat("a", 200)), 3 },
            { string.Join("\u200b ", new string[200]), 2 },
            { new string('\u200b', 4_000) + string.Join(' ', Enumerable.Repeat("a", 200)), 2 },
        };

    [Theory]
    [MemberData(nameof(OddTexts))]
    public void IsHigh_OddTextInBetween_IsNoFasterProcessor(string text, int tokens)
    {
        string[] odd = [text];
        string[] plain = ["Where is my order, and when will it come?"];
        for (var i = 0; i < 50; i++)
        {
            _load.Record(plain, 13 * TimeSpan.FromMilliseconds(0.1));
            _load.Record(odd, tokens * TimeSpan.FromMilliseconds(0.1));
        }

        Assert.False(_load.IsHigh);
    }

    [Fact]
    public void IsHigh_ProcessorSlowerForGood_IsNoLoadForEver()
    {
        Record(5, Usual);
        Record(2_000, Usual * 3.5);
        Record(100, Usual * 6);

        Assert.False(_load.IsHigh);
    }

    [Fact]
    public void MaxTime_LongText_GrowsWithItsOwnWork()
    {
        Record(1, Usual);

        Assert.Equal(28, _load.MaxTimeOf(Question)!.Value.TotalMilliseconds, 3);
        Assert.Equal(36, _load.MaxTimeOf([Question[0], Question[0]])!.Value.TotalMilliseconds, 3);
    }

    private void Record(int times, TimeSpan elapsed)
    {
        for (var i = 0; i < times; i++) _load.Record(Question, elapsed);
    }
}
