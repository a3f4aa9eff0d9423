using CsrAgent.Turns;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Turns;

public sealed class RetryPolicyTests
{
    private readonly TurnOptions _options = new() { MaxAttempts = 10 };

    private RetryPolicy Policy => new(Options.Create(_options));

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
    public void GiveUpBeforeTry_InTimeAndWithinTheAttempts_IsNull() =>
        Assert.Null(Policy.GiveUpBeforeTry(SomeTurn.Lease() with { Attempt = 10, Waited = _options.MaxSilence - TimeSpan.FromSeconds(1) }));

    [Fact]
    public void GiveUpBeforeTry_TooManyAttempts_NamesTheSetting() =>
        Assert.Contains("MAX_ATTEMPTS", Policy.GiveUpBeforeTry(SomeTurn.Lease() with { Attempt = 11 }), StringComparison.Ordinal);

    [Theory]
    [InlineData(1, false)] // Nobody has tried it.
    [InlineData(2, false)] // One crash.
    [InlineData(3, true)]
    public void GiveUpBeforeTry_AfterALongWait_OnlyWhatKeepsFailing(int attempt, bool givesUp)
    {
        var reason = Policy.GiveUpBeforeTry(SomeTurn.Lease() with { Attempt = attempt, Waited = _options.MaxSilence * 2 });

        Assert.Equal(givesUp, reason?.Contains("MAX_SILENCE", StringComparison.Ordinal) ?? false);
    }
}
