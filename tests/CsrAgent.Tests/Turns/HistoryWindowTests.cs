using CsrAgent.Conversations;
using CsrAgent.Tests.Answering;
using CsrAgent.Turns;

namespace CsrAgent.Tests.Turns;

public sealed class HistoryWindowTests
{
    private const int Limit = 20;

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void Of_GrowingConversation_KeepsHalfAtLeastAndMovesItsBeginningInSteps(int contextStart)
    {
        var beginnings = new List<long>();
        for (var last = contextStart + 1; last <= contextStart + 100; last++)
        {
            var all = Enumerable.Range(contextStart + 1, last - contextStart).TakeLast(Limit).Select(At).ToList();
            var window = HistoryWindow.Of(all, contextStart);
            Assert.Equal(last, window[^1].Sequence);
            Assert.InRange(window.Count, Math.Min(all.Count, (Limit / 2) + 1), Limit);
            beginnings.Add(window[0].Sequence);
        }

        Assert.Equal(beginnings.Order(), beginnings);
        Assert.InRange(beginnings.Distinct().Count(), 2, (100 / (Limit / 2)) + 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Of_AnyLimit_KeepsTheLatest(int limit)
    {
        var latest = Enumerable.Range(50 - limit, limit).Select(At).ToList();

        var window = HistoryWindow.Of(latest, 0);

        Assert.Equal(latest.TakeLast(window.Count), window);
        Assert.True(limit == 0 || window.Count > 0);
    }

    private static Message At(int sequence) => SomeRequest.Message(MessageRole.Customer, $"{sequence}") with { Sequence = sequence };
}
