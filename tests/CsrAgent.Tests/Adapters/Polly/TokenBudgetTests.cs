using CsrAgent.Adapters.Polly;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Adapters.Polly;

public sealed class TokenBudgetTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Take_WithinAMinutesWorth_WaitsForNothing()
    {
        var budget = new TokenBudget(600, _time);

        Assert.Equal(TimeSpan.Zero, budget.Take(400, Timeout));
        Assert.Equal(TimeSpan.Zero, budget.Take(200, Timeout));
    }

    [Fact]
    public void Take_TooFewLeft_WaitsUntilTheyAreThereInTheOrderOfArrival()
    {
        var budget = new TokenBudget(600, _time);
        budget.Take(600, Timeout);

        Assert.Equal(TimeSpan.FromSeconds(10), budget.Take(100, Timeout));
        Assert.Equal(TimeSpan.FromSeconds(20), budget.Take(100, Timeout));
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.FromSeconds(20), budget.Take(100, Timeout));
    }

    [Fact]
    public void Take_LongerThanTheMaxWait_TakesNothing()
    {
        var budget = new TokenBudget(600, _time);
        budget.Take(600, Timeout);

        Assert.Null(budget.Take(301, Timeout));
        Assert.Equal(TimeSpan.FromSeconds(30), budget.Take(300, Timeout));
    }

    [Fact]
    public void Take_MoreThanAMinutesWorth_IsLetThroughWhenTheBudgetIsWhole()
    {
        var budget = new TokenBudget(600, _time);

        Assert.Equal(TimeSpan.Zero, budget.Take(900, Timeout));
        Assert.Null(budget.Take(1, Timeout));
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(TimeSpan.FromSeconds(1), budget.Take(10, Timeout));
    }

    [Fact]
    public void GiveBack_AGuessTooHighOrTooLow_IsCorrected()
    {
        var budget = new TokenBudget(600, _time);
        budget.Take(600, Timeout);

        budget.GiveBack(200);
        Assert.Equal(TimeSpan.Zero, budget.Take(200, Timeout));
        budget.GiveBack(-50);
        Assert.Equal(TimeSpan.FromSeconds(6), budget.Take(10, Timeout));
    }

    [Fact]
    public void Take_AfterALongRest_HasNotSavedMoreThanAMinutesWorth()
    {
        var budget = new TokenBudget(600, _time);
        _time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(TimeSpan.Zero, budget.Take(600, Timeout));
        Assert.Equal(TimeSpan.FromSeconds(1), budget.Take(10, Timeout));
    }
}
