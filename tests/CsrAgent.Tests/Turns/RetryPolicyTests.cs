using CsrAgent.Tests.Support;
using CsrAgent.Turns;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Turns;

public sealed class RetryPolicyTests
{
    private readonly FakeTimeProvider _time = new(Some.Noon);
    private readonly TurnOptions _options = new() { MaxAttempts = 10 };

    private RetryPolicy Policy => new(Options.Create(_options), _time);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 16)]
    [InlineData(6, 30)]
    [InlineData(9, 30)]
    public void RetryAfter_GrowsUpToHalfAMinute(int attempt, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Policy.RetryAfter(SomeTurn.Lease() with { Attempt = attempt }));

    [Theory]
    [InlineData(10)]
    [InlineData(11)]
    public void RetryAfter_TheLastAttempt_GivesUp(int attempt) =>
        Assert.Null(Policy.RetryAfter(SomeTurn.Lease() with { Attempt = attempt }));

    [Fact]
    public void RetryAfter_ThousandsOfAttempts_StaysBounded()
    {
        _options.MaxAttempts = int.MaxValue;

        Assert.Equal(TimeSpan.FromSeconds(30), Policy.RetryAfter(SomeTurn.Lease() with { Attempt = 5_000 }));
    }

    [Fact]
    public void GiveUpBeforeTry_InTimeAndWithinTheAttempts_IsNull()
    {
        _time.Advance(_options.MaxSilence);

        Assert.Null(Policy.GiveUpBeforeTry(SomeTurn.Lease() with { Attempt = 10 }));
    }

    [Fact]
    public void GiveUpBeforeTry_TooManyAttemptsOrTooLate_NamesTheSetting()
    {
        Assert.Contains("MAX_ATTEMPTS", Policy.GiveUpBeforeTry(SomeTurn.Lease() with { Attempt = 11 }), StringComparison.Ordinal);
        _time.Advance(_options.MaxSilence + TimeSpan.FromMilliseconds(1));
        Assert.Contains("MAX_SILENCE", Policy.GiveUpBeforeTry(SomeTurn.Lease()), StringComparison.Ordinal);
    }
}
