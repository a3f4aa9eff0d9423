using System.Text;
using CsrAgent.Channels;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Turns;

/// <summary>A delivery as it is kept in Redis: its id stands before the JSON, so that scripts need not parse it.</summary>
internal static class RedisDelivery
{
    public static RedisValue Write(Delivery delivery) =>
        (byte[])[.. Encoding.UTF8.GetBytes(delivery.Id), (byte)'\n', .. RedisJson.Write(delivery)];

    public static Delivery Read(RedisValue value)
    {
        var bytes = (ReadOnlyMemory<byte>)value;
        return RedisJson.ReadDelivery(bytes[(bytes.Span.IndexOf((byte)'\n') + 1)..]);
    }
}
