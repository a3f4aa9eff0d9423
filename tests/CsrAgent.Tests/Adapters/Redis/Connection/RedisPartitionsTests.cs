using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Conversations;

namespace CsrAgent.Tests.Adapters.Redis.Connection;

/// <summary>Conversations spread over partitions, and partitions over the nodes of a cluster.</summary>
public sealed class RedisPartitionsTests
{
    [Theory]
    [InlineData("foo", 12182)] // As CLUSTER KEYSLOT says.
    [InlineData("bar", 5061)]
    [InlineData("123456789", 12739)]
    public void SlotOf_ATag_IsThatOfRedis(string tag, int slot) => Assert.Equal(slot, RedisPartitions.SlotOf(tag));

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(64)]
    [InlineData(1_024)]
    public void Tags_OfAnyNumber_LieInEvenSharesOfTheSlots(int count)
    {
        var slots = new RedisPartitions(count, "csr").All.Select(partition => RedisPartitions.SlotOf(TagOf(partition))).ToList();

        Assert.Equal(Enumerable.Range(0, count), slots.Select(slot => slot * count / 16_384));
    }

    [Fact]
    public void Of_ManyConversations_FillsAllPartitionsEvenly()
    {
        var partitions = Sixteen();

        var sizes = Enumerable
            .Range(0, 16_000)
            .CountBy(i => partitions.Of(new ConversationId($"s-{i}")))
            .Select(pair => pair.Value)
            .ToList();

        Assert.Equal(16, sizes.Count);
        Assert.All(sizes, size => Assert.InRange(size, 800, 1_200));
    }

    [Fact]
    public void Of_TheSameConversation_IsTheSameForEveryProcess() =>
        Assert.Equal(TagOf(Sixteen().Of(new("Zoë 💡"))), TagOf(Sixteen().Of(new("Zoë 💡"))));

    private static string TagOf(RedisPartition partition) => ((string)partition.Work!).Split('{', '}')[1];

    private static RedisPartitions Sixteen() => new(16, "csr");
}
