using CsrAgent.Admission;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;
using CsrAgent.Handoff;
using CsrAgent.Tests.Simulation.Cluster;
using CsrAgent.Tests.Simulation.Scheduling;
using CsrAgent.Turns;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Tests.Simulation.Actors;

/// <summary>
/// Writes in bursts, waits or does not, repeats what may have been lost, asks for a person and thinks better of it, ends the conversation
/// and comes back.
/// </summary>
internal sealed class Customer(World world, Site site, SimulatedProcess client, Journal journal, string user)
{
    private static readonly TimeSpan ReplyTimeout = TimeSpan.FromSeconds(20);

    private static readonly string[] Questions =
    [
        "How can I reset my password?",
        "What is your return policy?",
        "How long does shipping take?",
        "Which payment methods do you accept?",
        "How can I check the balance of my gift card?",
        "Do you ship to Germany?",
        "Do you offer next day delivery?",
        "Can I pick my parcel up from a locker?",
        "How do I change my cookie preferences?",
        "How can I turn on two-step verification?",
        "When are you open?",
    ];

    private readonly string _channel = world.Chance(0.4) ? Phone.ChannelName : WebChannel.DefaultName;
    private readonly string _session = $"session-of-{user}";
    private DateTimeOffset _since = site.Store.Time.GetUtcNow();
    private int _erasures;

    public async Task TalkAsync(int messages)
    {
        var written = 0;
        while (written < messages)
        {
            await client.Time.DelayAsync(world.Between(0, 6));
            RenewToken();
            var burst = Math.Min(world.Random.Next(1, 4), messages - written);
            var sending = new List<Task>();
            for (; burst > 0; burst--, written++)
            {
                var sent = Write();
                sending.Add(SendAsync(sent, wait: burst == 1 && world.Chance(0.6)));
                // Some clients do not even wait for the acknowledgement.
                if (world.Chance(0.8)) await sending[^1];
            }
            await Task.WhenAll(sending);
            if (world.Chance(0.15)) await AskAgainAsync();
            if (world.Chance(0.1)) await EndAsync();
            else if (world.Chance(0.06)) await AskForPersonAsync();
            else if (world.Chance(0.06)) await WithdrawAsync();
        }
    }

    private SentMessage Write()
    {
        var tag = Tag.Of(journal.Sent.Count);
        var text = world.Random.NextDouble() switch
        {
            < 0.06 => $"I want to talk to a real person please. {tag}",
            < 0.08 => $"Never mind, I'm fine, no need for a person. {tag}",
            < 0.12 when site.Weather.ModelFails > 0 => $"This never works {Tag.Poison} {tag}",
            _ => $"{world.Any(Questions)} {tag}",
        };
        var sent = new SentMessage
        {
            SessionId = _session,
            UserId = user,
            Key = $"{user}-{journal.Sent.Count}",
            Text = text,
            Tag = tag,
            SentAt = world.Now,
            SessionSince = _since,
        };
        journal.Sent.Add(sent);
        return sent;
    }

    /// <summary>Until it is known to be accepted or refused.</summary>
    private async Task SendAsync(SentMessage message, bool wait)
    {
        while (message.AcceptedAt is null && !message.IsRefused)
        {
            await TrySendAsync(message, wait);
            if (message.AcceptedAt is null && !message.IsRefused) await client.Time.DelayAsync(world.Between(0.1, 2));
        }
        if (world.Chance(0.15)) await TrySendAsync(message, wait: false);
    }

    /// <summary>A client that has lost its state asks for an answer that it may have had.</summary>
    private async Task AskAgainAsync()
    {
        if (journal.Erasures.Any(erasure => erasure.UserId == user)) return;
        var own = journal.Sent.Where(message => message.UserId == user && message.AcceptedAt is not null).ToList();
        if (own.Count > 0) await TrySendAsync(world.Any(own), wait: true);
    }

    private async Task TrySendAsync(SentMessage message, bool wait)
    {
        try
        {
            var response = await site.AnyApi().CallAsync(client, services => PostAsync(services, message, wait));
            message.IsRefused = response is null && message.AcceptedAt is null;
            if (response is null) return;
            message.AcceptedAt ??= world.Now;
            if (response.Reply is not { } reply) return;
            message.TurnId = reply.TurnId.Value;
            message.Reply = reply.Text;
        }
        catch (Exception e) when (e is BrokenConnectionException or StoreUnavailableException)
        {
            // It is sent again.
        }
        finally
        {
            message.LastTriedAt = world.Now;
        }
    }

    /// <summary>The steps of <c>POST /api/v1/chat</c>. Null where the session is closed.</summary>
    private async Task<Response?> PostAsync(IServiceProvider services, SentMessage message, bool wait)
    {
        var id = new ConversationId(message.SessionId);
        await using var subscription = services.GetRequiredService<IReplyFeed>().Subscribe(id);
        var request = new AdmissionRequest
        {
            ConversationId = id,
            UserId = user,
            Channel = _channel,
            IsFromChannel = _channel == Phone.ChannelName,
            Text = message.Text,
            MessageKey = message.Key,
            SessionSince = message.SessionSince,
            Stream = wait && world.Chance(0.3),
        };
        var outcome = await services.GetRequiredService<AdmissionGate>().AdmitAsync(request, CancellationToken.None);
        var (accepted, isRepeat) = outcome switch
        {
            AdmissionOutcome.Decided { Outcome: AcceptOutcome.Accepted accept } => (accept.MessageId, false),
            AdmissionOutcome.Decided { Outcome: AcceptOutcome.Duplicate known } => (known.MessageId, true),
            AdmissionOutcome.Decided { Outcome: AcceptOutcome.SessionClosed } => (default(string), false),
            _ => throw new InvalidOperationException($"A customer's message was refused: {outcome}."),
        };
        if (accepted is null) return null;
        var end = isRepeat ? await WaitAsync(TimeSpan.Zero) : null;
        if (wait) end ??= await WaitAsync(ReplyTimeout);
        return new((end as ReplyEvent.TurnEnded)?.Reply);

        Task<ReplyEvent?> WaitAsync(TimeSpan timeout) =>
            services.GetRequiredService<ReplyWaiter>().WaitAsync(subscription, id, accepted, timeout, CancellationToken.None);
    }

    private Task EndAsync()
    {
        journal.Ended.Add(_session);
        return TryAsync(services =>
            services.GetRequiredService<IConversationStore>().EndAsync(new ConversationId(_session), CancellationToken.None)
        );
    }

    /// <summary>The button.</summary>
    private Task AskForPersonAsync() =>
        TryAsync(services =>
            services
                .GetRequiredService<HandoffWorkflow>()
                .OpenAsync(new(_session), services.GetRequiredService<RequestedHandoff>().Create, CancellationToken.None)
        );

    /// <summary>The other button: whether they wait, talk to a person, or neither.</summary>
    private Task WithdrawAsync()
    {
        journal.Withdrawn.Add(_session);
        return TryAsync(services => services.GetRequiredService<HandoffWithdrawal>().WithdrawAsync(new(_session), CancellationToken.None));
    }

    private async Task TryAsync<T>(Func<IServiceProvider, Task<T>> request)
    {
        try
        {
            await site.AnyApi().CallAsync(client, request);
        }
        catch (Exception e) when (e is BrokenConnectionException or StoreUnavailableException)
        {
            // Whether it was done or not, they write on.
        }
    }

    /// <summary>After an erasure, most get a new token; some go on with the old one first.</summary>
    private void RenewToken()
    {
        if (journal.Erasures.Count(erasure => erasure.UserId == user && erasure.DoneAt is not null) is var done && done == _erasures)
        {
            return;
        }
        if (world.Chance(0.4)) return;
        _erasures = done;
        _since = site.Store.Time.GetUtcNow();
    }

    private sealed record Response(TurnReply? Reply);
}
