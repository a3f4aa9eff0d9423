using System.Text.Json;
using System.Text.Json.Serialization;
using CsrAgent.Adapters.Redis.Feed;
using CsrAgent.Adapters.Redis.Turns;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Knowledge.Gaps;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis;

/// <summary>Records stored as JSON. After an additive change to a record, older values can still be read.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RedisMessage))]
[JsonSerializable(typeof(RedisLetter))]
[JsonSerializable(typeof(RedisEvents))]
[JsonSerializable(typeof(ConversationState))]
[JsonSerializable(typeof(EscalationTicket))]
[JsonSerializable(typeof(Delivery))]
[JsonSerializable(typeof(KnowledgeGap))]
internal sealed partial class RedisJson : JsonSerializerContext
{
    public static byte[] Write(RedisMessage value) => JsonSerializer.SerializeToUtf8Bytes(value, Default.RedisMessage);

    public static byte[] Write(RedisLetter value) => JsonSerializer.SerializeToUtf8Bytes(value, Default.RedisLetter);

    public static byte[] Write(ConversationState value) => JsonSerializer.SerializeToUtf8Bytes(value, Default.ConversationState);

    public static byte[] Write(EscalationTicket value) => JsonSerializer.SerializeToUtf8Bytes(value, Default.EscalationTicket);

    public static byte[] Write(Delivery value) => JsonSerializer.SerializeToUtf8Bytes(value, Default.Delivery);

    public static byte[] Write(KnowledgeGap value) => JsonSerializer.SerializeToUtf8Bytes(value, Default.KnowledgeGap);

    public static RedisMessage ReadMessage(RedisValue value) => JsonSerializer.Deserialize(Bytes(value), Default.RedisMessage)!;

    public static RedisLetter ReadLetter(RedisValue value) => JsonSerializer.Deserialize(Bytes(value), Default.RedisLetter)!;

    public static ConversationState ReadState(RedisValue value) => JsonSerializer.Deserialize(Bytes(value), Default.ConversationState)!;

    public static EscalationTicket ReadTicket(RedisValue value) => JsonSerializer.Deserialize(Bytes(value), Default.EscalationTicket)!;

    public static Delivery ReadDelivery(RedisValue value) => JsonSerializer.Deserialize(Bytes(value), Default.Delivery)!;

    public static KnowledgeGap ReadGap(RedisValue value) => JsonSerializer.Deserialize(Bytes(value), Default.KnowledgeGap)!;

    private static ReadOnlySpan<byte> Bytes(RedisValue value) => ((ReadOnlyMemory<byte>)value).Span;
}
