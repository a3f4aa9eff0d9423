using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;
using CsrAgent.Handoff;
using CsrAgent.Privacy;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Turns;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Tests.Handoff;

/// <summary>How a rating is recorded and told when what it needs fails.</summary>
public sealed class HandoffRatingsTests : IAsyncDisposable
{
    private readonly FailingAuditLog _audit = new();
    private readonly FailingFeed _feed = new();
    private readonly AheadClock _clock = new();
    private readonly TurnRig _rig;

    public HandoffRatingsTests() =>
        _rig = new TurnRig(feed: _feed, more: services => services.AddSingleton<IAuditLog>(_audit).AddSingleton<IHandoffClock>(_clock));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task Rate_TheAuditLogFails_StoresNothingUntilItIsBack()
    {
        var id = await SettleAsync();
        _audit.Fails = true;

        await Assert.ThrowsAsync<IOException>(() => RateAsync(id, 2));

        Assert.Null((await FindAsync(id)).Rating);
        _audit.Fails = false;
        Assert.Equal(HandoffRatingOutcome.Stored, await RateAsync(id, 2));
        Assert.Equal("2 of 5", Assert.Single(_audit.Entries, entry => entry.Action == "escalation.rate").Details);
        Assert.Equal(2, (await FindAsync(id)).Rating?.Score);
    }

    [Fact]
    public async Task Rate_AnotherComment_IsAuditedAgainAndTheSameOneIsNot()
    {
        var id = await SettleAsync();

        foreach (var comment in (string?[])[null, "Quick.", "Quick."]) await RateAsync(id, 4, comment);

        var entries = _audit.Entries.Where(entry => entry.Action == "escalation.rate");
        Assert.Equal(["4 of 5", "4 of 5"], entries.Select(entry => entry.Details));
    }

    [Fact]
    public async Task Rate_TheOtherTabsCannotBeTold_IsStored()
    {
        var id = await SettleAsync();
        _feed.Fails = true;

        Assert.Equal(HandoffRatingOutcome.Stored, await RateAsync(id, 5));

        Assert.Equal(5, (await FindAsync(id)).Rating?.Score);
    }

    /// <summary>By the clock that closed the hand-off, whatever the machine's own one says.</summary>
    [Fact]
    public async Task Rate_OnAMachineThatIsBehind_IsNotBeforeTheEnd()
    {
        var id = await SettleAsync();

        await RateAsync(id, 5);

        var ticket = await FindAsync(id);
        Assert.Equal((_clock.UtcNow, _clock.UtcNow), (ticket.ClosedAt, ticket.Rating?.At));
    }

    private Task<HandoffRatingOutcome> RateAsync(string id, int score, string? comment = null) =>
        _rig.Get<HandoffRatings>().RateAsync(new("s1"), id, score, comment, Token);

    private async Task<EscalationTicket> FindAsync(string id) => (await _rig.Get<IHandoffStore>().FindAsync(id, Token))!;

    private async Task<string> SettleAsync()
    {
        await _rig.AskAsync(Some.Message("I want to talk to a human"));
        var id = (await _rig.ReadAsync()).Conversation.Escalation!.Id;
        await _rig.Get<HandoffWorkflow>().ClaimAsync(id, "Anna", Token);
        await _rig.Get<HandoffWorkflow>().ResolveAsync(id, "Anna", Token);
        return id;
    }

    private sealed class AheadClock : IHandoffClock
    {
        public DateTimeOffset UtcNow => Some.Noon.AddMinutes(3);
    }

    private sealed class FailingFeed : IReplyFeed
    {
        private readonly RecordedFeed _inner = new();

        public bool Fails { get; set; }

        public ValueTask PublishAsync(ConversationId id, ReplyEvent happened, CancellationToken cancellationToken) =>
            Fails ? ValueTask.FromException(new IOException("no feed")) : _inner.PublishAsync(id, happened, cancellationToken);

        public IReplySubscription Subscribe(ConversationId id) => _inner.Subscribe(id);
    }
}
