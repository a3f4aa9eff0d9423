using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Conversations;
using CsrAgent.Turns.Mailbox;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Turns;

/// <summary>Converts what the script function <c>leased</c> returns into records.</summary>
internal readonly struct RedisLease(RedisResult[] parts)
{
    private readonly RedisResult[] _parts = parts;

    /// <summary>False when there was nothing to lease or to read.</summary>
    public bool IsThere => _parts.Length > 0;

    public long LastSequence => (long)Part(RedisLeasePart.PartSequence);

    public Conversation Conversation =>
        new()
        {
            Id = new((string)Part(RedisLeasePart.PartConversation)!),
            Incarnation = (long)Part(RedisLeasePart.PartIncarnation),
            UserId = (string)Part(RedisLeasePart.PartUser)!,
            Channel = (string)Part(RedisLeasePart.PartChannel)!,
            Status = (ConversationStatus)(int)Part(RedisLeasePart.PartStatus),
            CreatedAt = Time(RedisLeasePart.PartCreated),
            UpdatedAt = Time(RedisLeasePart.PartUpdated),
            ContextStart = (long)Part(RedisLeasePart.PartContext),
            State = RedisJson.ReadState((RedisValue)Part(RedisLeasePart.PartState)),
            Escalation = (RedisValue)Part(RedisLeasePart.PartTicket) is { IsNullOrEmpty: false } ticket
                ? RedisJson.ReadTicket(ticket)
                : null,
        };

    public List<PendingMessage> Waiting() => Waiting((RedisResult[])Part(RedisLeasePart.PartMailbox)!);

    /// <summary>The requested part of the history.</summary>
    /// <param name="first">The sequence number of its first message.</param>
    public List<Message> Messages(long first) =>
        [.. ((RedisValue[])Part(RedisLeasePart.PartHistory)!).Select((line, i) => RedisJson.ReadMessage(line).ToMessage(first + i))];

    /// <param name="takenAt"><see cref="TurnLease.TakenAt"/></param>
    public TurnLease ToTurn(long takenAt)
    {
        var waiting = Waiting();
        var lines = ((RedisResult[])Part(RedisLeasePart.PartHistory)!).Length;
        var history = Messages(LastSequence - lines + 1);
        history.RemoveAll(message => waiting.Exists(retried => retried.IsRetry && retried.Id == message.Id));
        return new()
        {
            TurnId = waiting[0].Turn,
            Fence = (long)Part(RedisLeasePart.PartFence),
            TakenAt = takenAt,
            Attempt = (int)Part(RedisLeasePart.PartAttempts),
            Waited = TimeSpan.FromMilliseconds((long)Part(RedisLeasePart.PartWaited)),
            Conversation = Conversation,
            Messages = waiting,
            History = history,
        };
    }

    /// <summary>A mailbox: each entry is "accepted at|position|JSON".</summary>
    public static List<PendingMessage> Waiting(RedisResult[] mailbox) => [.. mailbox.Select(entry => Read((RedisValue)entry))];

    /// <summary>One entry of a mailbox.</summary>
    public static PendingMessage Read(RedisValue entry)
    {
        var bytes = (ReadOnlyMemory<byte>)entry;
        var first = bytes.Span.IndexOf((byte)'|');
        var second = first + 1 + bytes.Span[(first + 1)..].IndexOf((byte)'|');
        return RedisJson.ReadMessage(bytes[(second + 1)..]).ToPending(Number(bytes.Span[(first + 1)..second]), Number(bytes.Span[..first]));
    }

    private static long Number(ReadOnlySpan<byte> digits) => long.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);

    private DateTimeOffset Time(RedisLeasePart part) => DateTimeOffset.FromUnixTimeMilliseconds((long)Part(part));

    /// <summary>Lua counts from 1.</summary>
    private RedisResult Part(RedisLeasePart part) => _parts[(int)part - 1];
}
