using CsrAgent.Conversations;
using CsrAgent.Turns;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Redis.Turns;

/// <summary>What the queue's parts share.</summary>
internal sealed record RedisTurnContext(IOptions<TurnOptions> Options, IOptions<RetentionOptions> Retention, TimeProvider Time)
{
    /// <summary>Retention erases long before; this is for an installation that is switched off for good.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromDays(30);

    /// <summary>How long an untouched conversation stays at most; null: for ever.</summary>
    public TimeSpan? TimeToLive =>
        Retention.Value.TranscriptDays == 0
            ? null
            : Retention.Value.SessionTtl + TimeSpan.FromDays(Retention.Value.TranscriptDays) + Margin;
}
