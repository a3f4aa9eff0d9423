using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Redis;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Adapters.Redis.Connection;

public sealed class RedisClockTests
{
    [Fact]
    public async Task UtcNow_WhateverTheClockOfTheProcessSays_IsTheTimeOfRedisAndSteady()
    {
        var steady = new FakeTimeProvider(Some.Noon);
        var time = new SteppedTime(steady);
        await using var redis = await RedisSubject.ConnectAsync(await SharedRedis.TakeDatabaseAsync(), time);
        var clock = new RedisClock(redis, time, NullLogger<RedisClock>.Instance);
        Assert.Equal(Some.Noon, clock.UtcNow);
        var before = await TimeOfRedisAsync(redis);

        await clock.MeasureAsync();

        var measured = clock.UtcNow;
        Assert.InRange(measured, before, await TimeOfRedisAsync(redis));
        time.Ahead = TimeSpan.FromHours(2);
        Assert.Equal(measured, clock.UtcNow);
        steady.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(measured.AddMinutes(1), clock.UtcNow);
    }

    private static async Task<DateTimeOffset> TimeOfRedisAsync(RedisConnection redis) =>
        new(await redis.Multiplexer.GetServers()[0].TimeAsync(), TimeSpan.Zero);
}
