using CsrAgent.Admission;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Turns;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Tests.Admission;

/// <summary>Cards by the side doors: ids, names of metadata, and numbers of which each message holds a part.</summary>
public sealed class AdmissionRedactionTests : IAsyncDisposable
{
    private const string Card = "4111-1111-1111-1111";

    private readonly TurnRig _rig = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task Admit_CardInAnId_IsRefusedWithItsField()
    {
        Assert.Equal("user_id", await FieldAsync(Request("hi") with { UserId = "u" + Card }));
        Assert.Equal("message_id", await FieldAsync(Request("hi") with { MessageKey = Card }));
        Assert.Equal("session_id", await FieldAsync(Request("hi") with { ConversationId = new(Card) }));
    }

    [Fact]
    public async Task Admit_CardInMetadata_IsRedactedInKeysToo()
    {
        await AdmitAsync(
            Request("hi") with
            {
                Metadata = new Dictionary<string, string> { [Card] = "a", ["card"] = Card, ["n 4111 1111"] = "1111 1111" },
            }
        );

        var metadata = (await LeaseAsync()).Messages[0].Metadata!;
        Assert.DoesNotContain(metadata, pair => pair.Key.Contains("1111-1111", StringComparison.Ordinal));
        Assert.StartsWith("[card:", metadata["card"], StringComparison.Ordinal);
        Assert.StartsWith("[card:", metadata["n 4111 1111"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("my card is 4111 1111", "1111 1111 thanks")]
    [InlineData("4111", "1111", "1111", "1111")]
    [InlineData("my card: 4111 1111 1111", "sorry, and", "1111")]
    [InlineData("my card starts 4111 1111", "the rest is 1111 1111")]
    [InlineData("4111 1111 1111", "hold on, I am looking for it", "1111")]
    [InlineData("4111 1111", "it is a visa, from my bank", "1111 1111")]
    [InlineData("4111 1111 1111", "and the last four are 1111")]
    [InlineData("4111 1111", "expires 12/28", "1111 1111")]
    [InlineData("4111 1111 1111, exp 12/28", "1111")]
    [InlineData("4111 1111", "it was for order 88213", "1111 1111")]
    [InlineData("4111", "my order is 88213", "1111", "and i am 34", "1111 1111")]
    [InlineData("my ssn is 123-45", "-6789 is the rest of my ssn")]
    public async Task Admit_NumberInABurst_IsNeverWhole(params string[] burst)
    {
        foreach (var text in burst) await AdmitAsync(Request(text));

        var texts = (await LeaseAsync()).Messages.Select(message => message.Text).ToList();
        Assert.Contains("[", texts[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("1111", texts[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("6789", texts[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("order 41111", "placed 12/08", "111 1111 1111 is another")]
    [InlineData("my order is 4929-123", "since 10 days", "45678 is the parcel")]
    public async Task Admit_OtherNumbersInABurst_AreKept(params string[] burst)
    {
        foreach (var text in burst) await AdmitAsync(Request(text));

        Assert.Equal(burst, (await LeaseAsync()).Messages.Select(message => message.Text));
    }

    [Fact]
    public async Task Admit_SecondHalfAfterAnAnswer_IsTakenOutToo()
    {
        await AdmitAsync(Request("4111 1111"));
        var first = await LeaseAsync();
        await _rig.Queue.CommitAsync(first, Some.Commit(first), Token);

        await AdmitAsync(Request("1111 1111"));

        Assert.Matches(@"^\[card:tok_[a-z]{12} \*{4}\]$", (await LeaseAsync()).Messages[0].Text);
    }

    [Fact]
    public async Task Admit_HalvesAtTheSameTime_AreNeverBothStored()
    {
        for (var i = 0; i < 50; i++)
        {
            var request = Request("4111 1111") with { ConversationId = new($"s{i}") };
            await Task.WhenAll(Task.Run(() => AdmitAsync(request)), Task.Run(() => AdmitAsync(request with { Text = "1111 1111" })));

            var texts = (await LeaseAsync()).Messages.Select(message => message.Text).ToList();
            Assert.NotEqual(["4111 1111", "1111 1111"], texts);
        }
    }

    [Fact]
    public async Task Admit_SecondHalfAgain_IsARepeat()
    {
        await AdmitAsync(Request("4111 1111"));
        var half = Request("1111 1111") with { MessageKey = "k" };
        await AdmitAsync(half);

        Assert.IsType<AcceptOutcome.Duplicate>(((AdmissionOutcome.Decided)await AdmitAsync(half)).Outcome);
    }

    private static AdmissionRequest Request(string text) =>
        new()
        {
            ConversationId = Some.ConversationId(),
            UserId = "ann",
            Channel = "web",
            Text = text,
        };

    private async Task<string> FieldAsync(AdmissionRequest request) =>
        Assert.IsType<AdmissionOutcome.Invalid>(await AdmitAsync(request)).Field;

    private async Task<TurnLease> LeaseAsync() => Assert.Single(await _rig.Queue.TakeAsync(new TakeRequest(1, TimeSpan.Zero), Token));

    private Task<AdmissionOutcome> AdmitAsync(AdmissionRequest request) => _rig.Get<AdmissionGate>().AdmitAsync(request, Token);
}
