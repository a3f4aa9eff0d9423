using System.Diagnostics;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;
using CsrAgent.Privacy;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Admission;

/// <summary>Redacts a message, puts it into its durable mailbox, and shows it to those who follow the conversation.</summary>
public sealed class MessageIntake(
    ITurnQueue queue,
    ICustomerWords words,
    IReplyFeed feed,
    Redactor redactor,
    ChannelDirectory channels
)
{
    /// <summary>Messages across which a number is found: four groups of a card in one each, and some words between.</summary>
    private const int MaxEarlier = 8;

    /// <summary>
    /// The channel's clock may be behind, and may count whole seconds only: what a customer writes after an erasure is not to be lost.
    /// </summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(5);

    /// <summary>Published before the answer can be: a second window shows the question above it.</summary>
    public async Task<AcceptOutcome> AcceptAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        // Two parts of a number may come at the same time: whichever is stored second has to know of the first.
        while (true)
        {
            var message = await RedactAsync(request, cancellationToken);
            var outcome = await queue.AcceptAsync(message, cancellationToken);
            if (outcome is AcceptOutcome.Overtaken) continue;
            if (outcome is AcceptOutcome.Accepted accepted) await PublishAsync(message, accepted);
            return outcome;
        }
    }

    private ValueTask PublishAsync(IncomingMessage message, AcceptOutcome.Accepted accepted) =>
        feed.PublishAsync(
            message.ConversationId,
            new ReplyEvent.MessageAdded(
                new()
                {
                    Id = accepted.MessageId,
                    MessageKey = message.MessageKey,
                    Role = MessageRole.Customer,
                    Text = message.Text,
                    At = accepted.At,
                }
            ),
            CancellationToken.None
        );

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
            SessionSince = request.SessionSince ?? request.SentAt + ClockTolerance,
            SenderIsProven = request.SenderIsProven,
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
