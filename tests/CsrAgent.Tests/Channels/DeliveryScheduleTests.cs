using CsrAgent.Channels;
using CsrAgent.Tests.Support;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Channels;

public sealed class DeliveryScheduleTests
{
    private static readonly DeliverySchedule Schedule = new(Options.Create(new OutboxOptions { MaxAttempts = 100 }));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(10, 512)]
    [InlineData(11, 600)]
    [InlineData(99, 600)]
    public void RetryIn_GrowsUpToTenMinutes(int attempt, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Schedule.RetryIn(Entry(attempt), new HttpRequestException()));

    /// <summary>A channel that goes on for a day makes as many attempts as fit into one.</summary>
    [Theory]
    [InlineData(24, 22.5, 24.5)]
    [InlineData(1, 0.8, 1.2)]
    public void RetryIn_ChannelWithATimeOfItsOwn_GoesOnForThatLong(int hours, double min, double max)
    {
        var passed = TimeSpan.Zero;
        var time = TimeSpan.FromHours(hours);
        for (var attempt = 1; Schedule.RetryIn(Entry(attempt), new HttpRequestException(), time) is { } wait; attempt++)
        {
            passed += wait;
        }

        Assert.InRange(passed.TotalHours, min, max);
    }

    [Fact]
    public void RetryIn_TheLastAttempt_GivesUp() => Assert.Null(Schedule.RetryIn(Entry(100), new HttpRequestException()));

    [Fact]
    public void RetryIn_ARefusal_GivesUpAtOnce() =>
        Assert.Null(Schedule.RetryIn(Entry(1), new DeliveryException("gone", retryable: false)));

    [Theory]
    [InlineData(1, 30, 30)]
    [InlineData(7, 30, 64)]
    public void RetryIn_WhatTheChannelAskedFor_IsTheLeast(int attempt, int asked, int seconds) =>
        Assert.Equal(
            TimeSpan.FromSeconds(seconds),
            Schedule.RetryIn(Entry(attempt), new DeliveryException("busy", true, TimeSpan.FromSeconds(asked)))
        );

    private static OutboxEntry Entry(int attempt) => new(Some.Delivery("d"), attempt, 1, 0);
}
