using System.Diagnostics;
using CsrAgent.Channels;
using CsrAgent.Privacy;
using CsrAgent.Telemetry;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Admission;

/// <summary>
/// The single entry point for customers' messages, whatever the channel: limits, then redaction, then the durable mailbox. Nothing of a
/// message is stored or logged before it has been redacted. Text and metadata are redacted; an id cannot be, so one with a card in it is
/// refused, unless the channel itself has given it.
/// </summary>
public sealed class AdmissionGate(
    MessageIntake intake,
    RateLimits limits,
    Redactor redactor,
    ChannelDirectory channels,
    ILogger<AdmissionGate> logger
)
{
    public async Task<AdmissionOutcome> AdmitAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        if (AdmissionRules.FirstFault(request, channels) is { } fault) return fault;
        if (CardIn(request) is { } card) return card;
        TracedConversation.Set(Activity.Current, request.ConversationId.Value);
        if (await limits.TakeMessageAsync($"{request.Channel}:{request.UserId}", cancellationToken) is { } limited) return limited;
        var accepted = await intake.AcceptAsync(request, cancellationToken);
        if (accepted is AcceptOutcome.Duplicate) AdmissionMetrics.DuplicatesDropped.Add(1, new TagList { { "channel", request.Channel } });
        if (accepted is AcceptOutcome.SessionClosed && request.SentAt is { } sentAt) CountOld(request, sentAt);
        return new AdmissionOutcome.Decided(accepted);
    }

    /// <summary>
    /// A channel that repeats is told nothing, and its customer neither: where a clock is off, a new message would be lost without a trace.
    /// Who wrote it is not said, as they were erased.
    /// </summary>
    private void CountOld(AdmissionRequest request, DateTimeOffset sentAt)
    {
        AdmissionMetrics.WrittenBeforeErasure.Add(1, new TagList { { "channel", request.Channel } });
        logger.LogWarning(
            "A message of {Channel} is not taken: by the channel's clock it was written at {SentAt:O}, before its customer was erased. If "
                + "the customer wrote it afterwards, the clock here (over Redis, the one of Redis) is ahead of the channel's",
            request.Channel,
            sentAt
        );
    }

    private AdmissionOutcome.Invalid? CardIn(AdmissionRequest request) =>
        request is { IsFromChannel: true, HasChannelIds: true } ? null
        : redactor.HasCard(request.ConversationId.Value) ? CardIn("session_id")
        : redactor.HasCard(request.UserId) ? CardIn("user_id")
        : request.MessageKey is { } key && redactor.HasCard(key) ? CardIn("message_id")
        : null;

    private static AdmissionOutcome.Invalid CardIn(string field) =>
        new(field, $"{field} contains a payment card number, which must not be stored; send an id of another kind.");
}
