using CsrAgent.Channels;
using CsrAgent.Conversations;

namespace CsrAgent.Tests.Contracts;

/// <summary>What every channel does that has to be called. An implementation gives the other end.</summary>
public abstract class SendingChannelContract : ChannelContract
{
    /// <summary>What arrived at the other end, in order.</summary>
    protected abstract IReadOnlyList<string> Arrived { get; }

    /// <summary>Of the conversation in which the deliveries are sent.</summary>
    protected virtual ConversationId ConversationId => new("c1");

    /// <summary>What the other end is to see of the recipient.</summary>
    protected virtual string Recipient => "4366012345";

    /// <summary>The customer whom the deliveries are for.</summary>
    protected virtual string UserId => "+4366012345";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IChannelSender Sender => Channel.Sender!;

    /// <summary>From now on the other end refuses every message: for a while, or for good.</summary>
    protected abstract void Refuse(bool forGood);

    [Fact]
    public async Task Send_Delivery_ArrivesWithItsTextAndRecipient()
    {
        await Sender.SendAsync(Entry("d1", "Your parcel is on its way."), Token);

        var arrived = Assert.Single(Arrived);
        Assert.Contains("Your parcel is on its way.", arrived, StringComparison.Ordinal);
        Assert.Contains(Recipient, arrived, StringComparison.Ordinal);
    }

    /// <summary>The first send arrived, but the server died before it could record that.</summary>
    [Fact]
    public async Task Send_DeliveryThatArrivedBefore_IsNotSentTwice()
    {
        var first = await Sender.SendAsync(Entry("d1", "Hello"), Token);

        var again = await Sender.SendAsync(Entry("d1", "Hello", attempt: 2), Token);

        Assert.Single(Arrived);
        Assert.Equal(first, again);
    }

    [Fact]
    public async Task Send_RetryOfWhatNeverArrived_IsSent()
    {
        await Sender.SendAsync(Entry("d1", "Hello", attempt: 2), Token);

        Assert.Single(Arrived);
    }

    [Fact]
    public async Task Send_SeveralDeliveries_ArriveInOrder()
    {
        foreach (var number in Enumerable.Range(1, 5)) await Sender.SendAsync(Entry($"d{number}", $"Part {number}."), Token);

        Assert.Equal(5, Arrived.Count);
        Assert.All(Arrived.Index(), part => Assert.Contains($"Part {part.Index + 1}.", part.Item, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Send_Refused_SaysWhetherARetryCanHelp(bool forGood)
    {
        Refuse(forGood);

        var error = await Assert.ThrowsAsync<DeliveryException>(() => Sender.SendAsync(Entry("d1", "Hello"), Token));

        Assert.Equal(!forGood, error.Retryable);
        Assert.DoesNotContain("Hello", error.Message, StringComparison.Ordinal);
    }

    private OutboxEntry Entry(string id, string text, int attempt = 1) =>
        new(new Delivery(id, ConversationId, Channel.Name, UserId, text), attempt, Fence: 1, TakenAt: 0);
}
