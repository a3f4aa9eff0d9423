using CsrAgent.Conversations;
using CsrAgent.Turns;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Turns;

/// <summary>What the script function <c>leased</c> returns, as records.</summary>
internal readonly struct RedisLease(RedisResult[] parts)
{
    private const int Fence = 1,
        Attempts = 2,
        User = 3,
        Channel = 4,
        Status = 5,
        Created = 6,
        Updated = 7,
        Context = 8,
        State = 9,
        Ticket = 10,
        Sequence = 11,
        Mailbox = 12,
        Lines = 13;

    private readonly RedisResult[] _parts = parts;

    /// <summary>False when there was nothing to lease, or to read.</summary>
    public bool IsThere => _parts.Length > 0;

    public long LastSequence => (long)_parts[Sequence];

    public Conversation Conversation =>
        new()
        {
            Id = new((string)_parts[0]!),
            UserId = (string)_parts[User]!,
            Channel = (string)_parts[Channel]!,
            Status = (ConversationStatus)(int)_parts[Status],
            CreatedAt = Time(Created),
            UpdatedAt = Time(Updated),
            ContextStart = (long)_parts[Context],
            State = RedisJson.ReadState((RedisValue)_parts[State]),
            Escalation = (RedisValue)_parts[Ticket] is { IsNullOrEmpty: false } ticket ? RedisJson.ReadTicket(ticket) : null,
        };

    public List<PendingMessage> Waiting() => Waiting((RedisResult[])_parts[Mailbox]!);

    /// <summary>The lines of the history that were asked for.</summary>
    /// <param name="first">Sequence of the first of them.</param>
    public List<Message> Messages(long first) =>
        [.. ((RedisValue[])_parts[Lines]!).Select((line, i) => RedisJson.ReadMessage(line).ToMessage(first + i))];

    /// <param name="takenAt"><see cref="TurnLease.TakenAt"/></param>
    public TurnLease ToTurn(long takenAt)
    {
        var waiting = Waiting();
        var lines = ((RedisResult[])_parts[Lines]!).Length;
        return new()
        {
            TurnId = TurnId.Of(waiting[0].Id),
            Fence = (long)_parts[Fence],
            TakenAt = takenAt,
            Attempt = (int)_parts[Attempts],
            Conversation = Conversation,
            Messages = waiting,
            History = Messages(LastSequence - lines + 1),
        };
    }

    /// <summary>A mailbox: each entry is "accepted at|position|JSON".</summary>
    public static List<PendingMessage> Waiting(RedisResult[] mailbox) => [.. mailbox.Select(entry => Read((RedisValue)entry))];

    private static PendingMessage Read(RedisValue entry)
    {
        var bytes = (ReadOnlyMemory<byte>)entry;
        var first = bytes.Span.IndexOf((byte)'|');
        var second = first + 1 + bytes.Span[(first + 1)..].IndexOf((byte)'|');
        return RedisJson.ReadMessage(bytes[(second + 1)..]).ToPending(Number(bytes.Span[(first + 1)..second]), Number(bytes.Span[..first]));
    }

    private static long Number(ReadOnlySpan<byte> digits) => long.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);

    private DateTimeOffset Time(int part) => DateTimeOffset.FromUnixTimeMilliseconds((long)_parts[part]);
}
