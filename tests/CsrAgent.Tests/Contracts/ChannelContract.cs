using CsrAgent.Channels;

namespace CsrAgent.Tests.Contracts;

/// <summary>What every channel does. One that has to be called inherits <see cref="SendingChannelContract"/>.</summary>
public abstract class ChannelContract
{
    protected abstract IChannel Channel { get; }

    [Fact]
    public void Name_EachChannel_FitsTheApiTheMetricsAndTheStore() => Assert.Matches("^[a-z][a-z0-9_]{0,31}$", Channel.Name);

    [Fact]
    public void Directory_EachChannel_IsFoundByItsName() => Assert.Same(Channel, new ChannelDirectory([Channel]).Find(Channel.Name));

    [Fact]
    public void Debounce_EachChannel_KeepsNobodyWaitingLong() =>
        Assert.InRange(Channel.Debounce, TimeSpan.Zero, TimeSpan.FromMinutes(1));

    [Fact]
    public void Sender_OfAnyChannel_IsAlwaysThereOrNever() => Assert.Equal(Channel.Sender is null, this is not SendingChannelContract);
}
