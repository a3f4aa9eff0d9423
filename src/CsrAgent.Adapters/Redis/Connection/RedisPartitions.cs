using System.Globalization;
using System.IO.Hashing;
using System.Text;
using CsrAgent.Conversations;

namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>Assigns conversations to partitions. Must match in every process, and cannot be changed once there is data.</summary>
internal sealed class RedisPartitions(int count, string prefix)
{
    private const int Slots = 16_384;

    public IReadOnlyList<RedisPartition> All { get; } =
    [.. Enumerable.Range(0, count).Select(index => new RedisPartition(index, $"{prefix}:{{{Tag(index, count)}}}"))];

    public RedisPartition Of(ConversationId id)
    {
        var length = Encoding.UTF8.GetMaxByteCount(id.Value.Length);
        var utf8 = length <= 512 ? stackalloc byte[length] : new byte[length];
        return All[(int)(XxHash32.HashToUInt32(utf8[..Encoding.UTF8.GetBytes(id.Value, utf8)]) % (uint)All.Count)];
    }

    /// <summary>
    /// The first name whose slot lies in the partition's own even share of the slots, so that partitions spread evenly over the nodes of
    /// any cluster.
    /// </summary>
    private static string Tag(int index, int count)
    {
        for (var attempt = 0; ; attempt++)
        {
            var tag = string.Create(CultureInfo.InvariantCulture, $"{index}-{attempt}");
            if (SlotOf(tag) * count / Slots == index) return tag;
        }
    }

    /// <summary>CRC-16/XMODEM, as described at https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/.</summary>
    internal static int SlotOf(string tag)
    {
        var crc = 0;
        foreach (var c in tag)
        {
            crc ^= c << 8;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1;
            crc &= 0xFFFF;
        }

        return crc % Slots;
    }
}
