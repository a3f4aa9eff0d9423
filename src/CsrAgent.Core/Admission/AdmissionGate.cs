using System.Diagnostics;
using CsrAgent.Channels;
using CsrAgent.Privacy;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Admission;

/// <summary>
/// The single entry point for customers' messages from all channels: limits, then redaction, then the durable mailbox. No part of a message
/// is stored or logged before it has been redacted.
/// </summary>
public sealed class AdmissionGate(ITurnQueue queue, IRateLimiter limiter, Redactor redactor, ChannelDirectory channels)
{
    public async Task<AdmissionOutcome> AdmitAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        if (AdmissionRules.FirstFault(request, channels) is { } fault) return fault;
        if (await LimitAsync(request, cancellationToken) is { } limited) return limited;
        var accepted = await queue.AcceptAsync(Redacted(request), cancellationToken);
        if (accepted is AcceptOutcome.Duplicate) AdmissionMetrics.DuplicatesDropped.Add(1, new TagList { { "channel", request.Channel } });
        return new AdmissionOutcome.Decided(accepted);
    }

    private IncomingMessage Redacted(AdmissionRequest request) =>
        new()
        {
            ConversationId = request.ConversationId,
            UserId = request.UserId,
            Channel = request.Channel,
            Text = redactor.Redact(request.Text).Text,
            MessageKey = request.MessageKey,
            SessionSince = request.SessionSince,
            Stream = request.Stream,
            Debounce = channels.Find(request.Channel)!.Debounce,
            Metadata = request.Metadata?.ToDictionary(pair => pair.Key, pair => redactor.Redact(pair.Value).Text),
            TraceParent = Activity.Current?.Id,
        };

    private async ValueTask<AdmissionOutcome?> LimitAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        var user = $"{request.Channel}:{request.UserId}";
        if (await limiter.TryAcquireAsync(RateLimitScope.User, user, cancellationToken) is { } userWait)
        {
            return Limited(RateLimitScope.User, userWait);
        }
        return await limiter.TryAcquireAsync(RateLimitScope.Global, "", cancellationToken) is { } globalWait
            ? Limited(RateLimitScope.Global, globalWait)
            : null;
    }

    private static AdmissionOutcome.RateLimited Limited(RateLimitScope scope, TimeSpan wait)
    {
        AdmissionMetrics.RateLimited.Add(1, new TagList { { "scope", scope.ToWireName() } });
        return new(scope, wait);
    }
}
