using CsrAgent.Adapters.Polly;
using CsrAgent.Answering.Model;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Adapters.Polly;

public sealed class RetryPlanTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ModelResilienceOptions _options = new()
    {
        MaxRetries = 3,
        RetryDelay = TimeSpan.FromSeconds(1),
        MaxRetryAfter = TimeSpan.FromSeconds(5),
        CallTimeout = TimeSpan.FromSeconds(40),
    };

    [Fact]
    public void After_PassingFaults_WaitsTwiceAsLongEachTimeUntilTheRetriesAreUsed()
    {
        var plan = Plan();

        Assert.Equal(Seconds(1), plan.After(Fault(ModelFault.Transient)));
        Assert.Equal(Seconds(2), plan.After(Fault(ModelFault.Timeout)));
        Assert.Equal(Seconds(4), plan.After(Fault(ModelFault.Transient)));
        Assert.Null(plan.After(Fault(ModelFault.Transient)));
    }

    [Fact]
    public void After_Random_ShortensTheWaitByUpToAHalf() => Assert.Equal(Seconds(0.5), Plan(random: 1).After(Fault(ModelFault.Transient)));

    [Fact]
    public void After_RetriesUsed_GoesToTheNextModelWithNewOnes()
    {
        _options.MaxRetries = 1;
        var plan = Plan(models: 2);

        Assert.Equal((Seconds(1), 0), (plan.After(Fault(ModelFault.Transient)), plan.Model));
        Assert.Equal((Seconds(0), 1), (plan.After(Fault(ModelFault.Transient)), plan.Model));
        Assert.Equal((Seconds(1), 1), (plan.After(Fault(ModelFault.Transient)), plan.Model));
        Assert.Null(plan.After(Fault(ModelFault.Transient)));
    }

    [Theory]
    [InlineData(5, 5.0)]
    [InlineData(6, null)]
    public void After_RateLimited_WaitsForRetryAfterIfShortEnough(int retryAfter, double? wait) =>
        Assert.Equal(wait is { } seconds ? Seconds(seconds) : null, Plan().After(Fault(ModelFault.RateLimited, Seconds(retryAfter))));

    [Fact]
    public void After_RateLimitedWithoutATime_PrefersTheNextModelToAGuess()
    {
        var plan = Plan(models: 2);

        Assert.Equal((Seconds(0), 1), (plan.After(Fault(ModelFault.RateLimited)), plan.Model));
        Assert.Equal((Seconds(1), 1), (plan.After(Fault(ModelFault.RateLimited)), plan.Model));
    }

    [Fact]
    public void After_OverloadedWithRetryAfter_WaitsTheLongerOfBoth()
    {
        Assert.Equal(Seconds(3), Plan().After(Fault(ModelFault.Overloaded, Seconds(3))));
        Assert.Equal(Seconds(1), Plan().After(Fault(ModelFault.Overloaded, Seconds(0.2))));
    }

    [Theory]
    [InlineData(ModelFault.Rejected)]
    [InlineData(ModelFault.Denied)]
    public void After_FinalFault_Ends(ModelFault fault) => Assert.Null(Plan(models: 3).After(Fault(fault)));

    [Fact]
    public void After_TimeForTheWaitIsNotLeft_GoesToTheNextModelThatNeedsNone()
    {
        var plan = Plan(models: 2);
        _time.Advance(Seconds(39.5));

        Assert.Equal((Seconds(0), 1), (plan.After(Fault(ModelFault.Transient)), plan.Model));
        Assert.Null(plan.After(Fault(ModelFault.Transient)));
    }

    [Fact]
    public void After_NoTimeIsLeft_Ends()
    {
        var plan = Plan(models: 2);
        _time.Advance(Seconds(40));

        Assert.Null(plan.After(Fault(ModelFault.Overloaded)));
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static ModelException Fault(ModelFault fault, TimeSpan? retryAfter = null) => new(fault, "scripted", retryAfter);

    private RetryPlan Plan(int models = 1, double random = 0) => new(models, _options, _time, () => random);
}
