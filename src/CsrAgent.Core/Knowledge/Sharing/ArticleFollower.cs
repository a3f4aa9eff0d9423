using CsrAgent.Telemetry;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Knowledge.Sharing;

/// <summary>Brings this process's index up to what other processes have published.</summary>
internal sealed class ArticleFollower(SharedArticles articles, LoopHealth health, TimeProvider time, ILogger<ArticleFollower> logger)
    : PeriodicLoop(health, time, logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override bool HasWork => articles.IsOn;

    /// <summary>At the start, all articles are read.</summary>
    protected override TimeSpan MaxIteration => TimeSpan.FromMinutes(5);

    protected override async Task<TimeSpan> IterateAsync(CancellationToken stopping)
    {
        await articles.FollowAsync(stopping);
        return Pause;
    }
}
