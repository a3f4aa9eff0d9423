using System.Diagnostics;
using CsrAgent.Channels;
using CsrAgent.Privacy;
using CsrAgent.Telemetry;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Admission;

/// <summary>
/// The one door for customers' words, whatever the channel: limits, then redaction, then the durable mailbox. Nothing of a message is
/// stored or logged before it has been redacted. Text and metadata are redacted; an id cannot be, so one with a card in it is refused.
/// </summary>
public sealed class AdmissionGate(ITurnQueue queue, ICustomerWords words, RateLimits limits, Redactor redactor, ChannelDirectory channels)
{
    /// <summary>Messages across which a number is found: four groups of a card in one each, and some words between.</summary>
    private const int MaxEarlier = 8;

    public async Task<AdmissionOutcome> AdmitAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        if (AdmissionRules.FirstFault(request, channels) is { } fault) return fault;
        if (CardIn(request) is { } card) return card;
        TracedConversation.Set(Activity.Current, request.ConversationId.Value);
        if (await limits.TakeMessageAsync($"{request.Channel}:{request.UserId}", cancellationToken) is { } limited) return limited;
        var accepted = await AcceptAsync(request, cancellationToken);
        if (accepted is AcceptOutcome.Duplicate) AdmissionMetrics.DuplicatesDropped.Add(1, new TagList { { "channel", request.Channel } });
        return new AdmissionOutcome.Decided(accepted);
    }

    private AdmissionOutcome.Invalid? CardIn(AdmissionRequest request) =>
        redactor.HasCard(request.ConversationId.Value) ? CardIn("session_id")
        : redactor.HasCard(request.UserId) ? CardIn("user_id")
        : request.MessageKey is { } key && redactor.HasCard(key) ? CardIn("message_id")
        : null;

    private static AdmissionOutcome.Invalid CardIn(string field) =>
        new(field, $"{field} contains a payment card number, which must not be stored; send an id of another kind.");

    // Two parts of a number may come at the same time: whichever is stored second has to know of the first.
    private async Task<AcceptOutcome> AcceptAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        while (true)
        {
            var outcome = await queue.AcceptAsync(await RedactAsync(request, cancellationToken), cancellationToken);
            if (outcome is not AcceptOutcome.Overtaken) return outcome;
        }
    }

    private async ValueTask<IncomingMessage> RedactAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        if (!Redactor.CanContinue(request.Text)) return Message(request, redactor.Redact(request.Text).Text);
        var earlier = await words.ReadLatestAsync(request.ConversationId, MaxEarlier, cancellationToken);
        return Message(request, redactor.RedactNext([.. earlier.Select(message => message.Text)], request.Text).Text) with
        {
            Follows = earlier.Count == 0 ? "" : earlier[^1].Id,
            Fingerprint = redactor.Fingerprint(request.Text),
        };
    }

    private IncomingMessage Message(AdmissionRequest request, string text) =>
        new()
        {
            ConversationId = request.ConversationId,
            UserId = request.UserId,
            Channel = request.Channel,
            Text = text,
            MessageKey = request.MessageKey,
            SessionSince = request.SessionSince,
            Stream = request.Stream,
            Debounce = channels.Find(request.Channel)!.Debounce,
            Metadata = request.Metadata is null ? null : Redacted(request.Metadata),
            TraceParent = Activity.Current?.Id,
        };

    private Dictionary<string, string> Redacted(IReadOnlyDictionary<string, string> metadata)
    {
        var redacted = new Dictionary<string, string>(metadata.Count, StringComparer.Ordinal);
        // Key and value are read side by side, so half a number in each is a number.
        foreach (var (key, value) in metadata) redacted[redactor.Redact(key).Text] = redactor.RedactNext([key], value).Text;
        return redacted;
    }
}
