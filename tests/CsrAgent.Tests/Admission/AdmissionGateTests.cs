using CsrAgent.Admission;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Turns;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Tests.Admission;

/// <summary>The one door: nothing invalid, nothing over the limit and no card number gets to the queue.</summary>
public sealed class AdmissionGateTests : IAsyncDisposable
{
    private const string Card = "4111 1111 1111 1111";

    private readonly FakeTurnQueue _queue = new();
    private readonly CollectedLog<AdmissionGate> _log = new();
    private readonly TurnRig _rig;

    public AdmissionGateTests() =>
        _rig = new TurnRig(
            _queue,
            more: services =>
                services
                    .AddSingleton<ILogger<AdmissionGate>>(_log)
                    .Configure<RateLimitOptions>(o => (o.PerUser, o.Global) = (2, 3))
        );

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    public static TheoryData<string, string> Faults =>
        new()
        {
            { "session_id", "session" },
            { "channel", "channel" },
            { "user_id", "user" },
            { "message", "empty" },
            { "message", "long" },
            { "message", "nul" },
            { "message", "surrogate" },
            { "message_id", "key" },
            { "metadata", "metadata" },
            { "metadata", "many" },
        };

    [Fact]
    public async Task Admit_AMessage_IsShownAtOnceAndARepeatIsNot()
    {
        var request = Request($"My card is {Card}") with { MessageKey = "k1" };

        await AdmitAsync(request);
        _queue.Outcome = new AcceptOutcome.Duplicate("msg_1");
        await AdmitAsync(request);

        var shown = Assert.IsType<ReplyEvent.MessageAdded>(Assert.Single(_rig.Feed.Events)).Message;
        Assert.Equal(("msg_1", "k1", MessageRole.Customer, Some.Noon), (shown.Id, shown.MessageKey, shown.Role, shown.At));
        Assert.DoesNotContain("4111", shown.Text, StringComparison.Ordinal);
        Assert.Null(shown.TurnId);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Admit_SomethingInvalid_NamesTheFieldAndTakesNothing(string field, string what)
    {
        var request = what switch
        {
            "session" => Request() with { ConversationId = new("a\nb") },
            "channel" => Request() with { Channel = "fax" },
            "user" => Request() with { UserId = " " },
            "empty" => Request("\n"),
            "long" => Request(new string('x', AdmissionRules.MaxText + 1)),
            "nul" => Request("a\0b"),
            "surrogate" => Request("half \uD83D of it"),
            "key" => Request() with { MessageKey = new string('k', AdmissionRules.MaxMessageKey + 1) },
            "metadata" => Request() with
            {
                Metadata = new Dictionary<string, string> { ["order"] = new('x', AdmissionRules.MaxMetadataValue + 1) },
            },
            _ => Request() with
            {
                Metadata = Enumerable.Range(0, AdmissionRules.MaxMetadataPairs + 1).ToDictionary(i => $"k{i}", _ => "v"),
            },
        };

        Assert.Equal(field, Assert.IsType<AdmissionOutcome.Invalid>(await AdmitAsync(request)).Field);
        Assert.Empty(_queue.Accepted);
    }

    [Theory]
    [InlineData("👩‍👩‍👧‍👦 family")]
    [InlineData("مرحبا، أين طلبي؟")]
    [InlineData("a\u0301\u200d e\u0301")]
    public async Task Admit_OddButValidText_IsTakenUnchanged(string text)
    {
        await AdmitAsync(Request(text));

        Assert.Equal(text, Assert.Single(_queue.Accepted).Text);
    }

    [Fact]
    public async Task Admit_ACardNumber_DoesNotReachTheQueue()
    {
        await AdmitAsync(Request($"my card is {Card}") with { Metadata = new Dictionary<string, string> { ["note"] = Card } });

        var accepted = Assert.Single(_queue.Accepted);
        Assert.Contains("[card:", accepted.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("4111 1111", accepted.Text + accepted.Metadata!["note"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Admit_TheQueuesDecision_IsPassedOn()
    {
        _queue.Outcome = new AcceptOutcome.Duplicate("msg_7");

        Assert.Equal(new AdmissionOutcome.Decided(new AcceptOutcome.Duplicate("msg_7")), await AdmitAsync(Request()));
    }

    /// <summary>By a clock that is off it may have been written after the erasure: it is not lost without a word.</summary>
    [Fact]
    public async Task Admit_WrittenBeforeTheErasureByTheChannelsClock_IsLogged()
    {
        _queue.Outcome = new AcceptOutcome.SessionClosed();

        await AdmitAsync(Request());
        Assert.Empty(_log.Entries);
        await AdmitAsync(Request() with { Channel = "push", IsFromChannel = true, SentAt = Some.Noon });

        var entry = Assert.Single(_log.Entries);
        Assert.Contains("A message of push is not taken: by the channel's clock it was written at 20", entry, StringComparison.Ordinal);
        Assert.DoesNotContain(Some.ConversationId().Value, entry, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("web", 0)]
    [InlineData("push", 2)]
    public async Task Admit_AChannelsBurst_MaySettle(string channel, int seconds)
    {
        await AdmitAsync(Request() with { Channel = channel, IsFromChannel = true });

        Assert.Equal(TimeSpan.FromSeconds(seconds), Assert.Single(_queue.Accepted).Debounce);
    }

    /// <summary>Else whoever knows a customer's number there would have their conversation before them.</summary>
    [Theory]
    [InlineData("push:1", false)]
    [InlineData("Push:1", false)]
    [InlineData("web:1", true)]
    [InlineData("pushed:1", true)]
    [InlineData("push", true)]
    public async Task Admit_AnIdLikeThoseOfACalledChannel_IsRefusedToOthers(string id, bool isTaken)
    {
        var request = Request() with { ConversationId = new(id) };

        var outcome = await AdmitAsync(request);

        if (isTaken) Assert.IsType<AdmissionOutcome.Decided>(outcome);
        else Assert.Equal("session_id", Assert.IsType<AdmissionOutcome.Invalid>(outcome).Field);
        Assert.IsType<AdmissionOutcome.Decided>(await AdmitAsync(request with { Channel = "push", IsFromChannel = true }));
    }

    [Fact]
    public async Task Admit_OverTheLimits_TakesNothingAndSaysHowLongToWait()
    {
        foreach (var user in new[] { "ann", "ann", "ben" })
        {
            Assert.IsType<AdmissionOutcome.Decided>(await AdmitAsync(Request() with { UserId = user }));
        }

        var byUser = Assert.IsType<AdmissionOutcome.RateLimited>(await AdmitAsync(Request()));
        var byAll = Assert.IsType<AdmissionOutcome.RateLimited>(await AdmitAsync(Request() with { UserId = "cid" }));

        Assert.Equal((RateLimitScope.User, RateLimitScope.Global), (byUser.Scope, byAll.Scope));
        Assert.Equal((TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(20)), (byUser.RetryAfter, byAll.RetryAfter));
        Assert.Equal(3, _queue.Accepted.Count);
    }

    [Fact]
    public async Task Admit_RefusedByTheGlobalLimit_LeavesTheUsersAllowanceWhole()
    {
        foreach (var user in new[] { "ann", "ann", "ben" }) await AdmitAsync(Request() with { UserId = user });
        for (var i = 0; i < 5; i++)
        {
            var refused = Assert.IsType<AdmissionOutcome.RateLimited>(await AdmitAsync(Request() with { UserId = "cid" }));
            Assert.Equal(RateLimitScope.Global, refused.Scope);
        }

        _rig.Time.Advance(TimeSpan.FromSeconds(40));

        for (var i = 0; i < 2; i++) Assert.IsType<AdmissionOutcome.Decided>(await AdmitAsync(Request() with { UserId = "cid" }));
    }

    [Fact]
    public async Task Admit_SomethingInvalid_CostsNoAllowance()
    {
        for (var i = 0; i < 10; i++) await AdmitAsync(Request(""));

        Assert.IsType<AdmissionOutcome.Decided>(await AdmitAsync(Request()));
    }

    private static AdmissionRequest Request(string text = "Where is my order?") =>
        new()
        {
            ConversationId = Some.ConversationId(),
            UserId = "ann",
            Channel = "web",
            Text = text,
        };

    private Task<AdmissionOutcome> AdmitAsync(AdmissionRequest request) =>
        _rig.Get<AdmissionGate>().AdmitAsync(request, TestContext.Current.CancellationToken);
}
