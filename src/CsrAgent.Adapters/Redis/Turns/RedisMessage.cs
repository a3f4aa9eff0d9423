using System.Text.Json;
using System.Text.Json.Serialization;
using CsrAgent.Conversations;
using CsrAgent.Sentiment;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Adapters.Redis.Turns;

/// <summary>
/// A stored message, in the mailbox or in the history; property names are short because every message repeats them. Its index in the list
/// is its sequence number. A turn's last message also stores how the turn ended.
/// </summary>
internal sealed record RedisMessage
{
    // accept.lua and the prelude rely on this name.
    [JsonPropertyName("i"), JsonPropertyOrder(-1)]
    public required string Id { get; init; }

    [JsonPropertyName("k")]
    public string? Key { get; init; }

    [JsonPropertyName("r"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public MessageRole Role { get; init; }

    [JsonPropertyName("t")]
    public required string Text { get; init; }

    /// <summary>Unix milliseconds; for a waiting message, it precedes the JSON instead, except where it was said long before.</summary>
    [JsonPropertyName("a"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long At { get; init; }

    [JsonPropertyName("n")]
    public string? Turn { get; init; }

    [JsonPropertyName("s")]
    public SentimentLabel? Sentiment { get; init; }

    [JsonPropertyName("w")]
    public string? Author { get; init; }

    /// <summary>On the agent's messages.</summary>
    [JsonPropertyName("o")]
    public string? Model { get; init; }

    [JsonPropertyName("x")]
    public IReadOnlyList<ArticleReference>? Articles { get; init; }

    [JsonPropertyName("c")]
    public IReadOnlyList<Citation>? Citations { get; init; }

    /// <summary>Only while it waits.</summary>
    [JsonPropertyName("m")]
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>Only while it waits.</summary>
    [JsonPropertyName("p")]
    public string? TraceParent { get; init; }

    /// <summary>Only while it waits.</summary>
    [JsonPropertyName("l"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Stream { get; init; }

    /// <summary>On customer messages: see <see cref="Message.SenderIsProven"/>.</summary>
    [JsonPropertyName("v"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool SenderIsProven { get; init; }

    /// <summary>Only while it waits: from a dead letter, so that the history has it already.</summary>
    [JsonPropertyName("g"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsRetry { get; init; }

    /// <summary>Only while it waits, from a dead letter: the turn that tries again.</summary>
    [JsonPropertyName("u")]
    public string? RetryTurn { get; init; }

    /// <summary>Only while it waits, from a dead letter: its place in the history.</summary>
    [JsonPropertyName("q"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Sequence { get; init; }

    /// <summary>On customer messages that were given up: the turn that has answered them after all. Written by commit.lua.</summary>
    [JsonPropertyName("z")]
    public string? AnsweredIn { get; init; }

    /// <summary>How the turn ended; on its last message.</summary>
    [JsonPropertyName("y")]
    public RedisReply? Reply { get; init; }

    /// <summary>What a newer version has stored with it: kept as it is.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; set; }

    public static RedisMessage Of(Message message) =>
        new()
        {
            Id = message.Id,
            Key = message.MessageKey,
            Role = message.Role,
            Text = message.Text,
            At = message.At.ToUnixTimeMilliseconds(),
            Turn = message.TurnId?.Value,
            Sentiment = message.Sentiment,
            SenderIsProven = message.SenderIsProven,
            Author = message.Author,
            Model = message.Model,
            Articles = message.Articles.Count == 0 ? null : message.Articles,
            Citations = message.Citations.Count == 0 ? null : message.Citations,
        };

    public static RedisMessage Of(IncomingMessage message, string id) =>
        new()
        {
            Id = id,
            Key = message.MessageKey,
            Text = message.Text,
            Stream = message.Stream,
            SenderIsProven = message.SenderIsProven,
            Metadata = message.Metadata,
            TraceParent = message.TraceParent,
        };

    /// <param name="sequence">Its position in the history, from 1; 0 while it waits.</param>
    public Message ToMessage(long sequence) =>
        new()
        {
            Id = Id,
            MessageKey = Key,
            Sequence = sequence,
            Role = Role,
            Text = Text,
            At = DateTimeOffset.FromUnixTimeMilliseconds(At),
            TurnId = Turn is null ? null : new TurnId(Turn),
            Sentiment = Sentiment,
            SenderIsProven = SenderIsProven,
            Author = Author,
            Model = Model,
            Articles = Articles ?? [],
            Citations = Citations ?? [],
        };

    public PendingMessage ToPending(long position, long acceptedAt) =>
        new(Id, position, Text, DateTimeOffset.FromUnixTimeMilliseconds(At > 0 ? At : acceptedAt))
        {
            MessageKey = Key,
            Stream = Stream,
            SenderIsProven = SenderIsProven,
            Metadata = Metadata,
            TraceParent = TraceParent,
            IsRetry = IsRetry,
            RetryTurn = RetryTurn is null ? null : new TurnId(RetryTurn),
            Sequence = Sequence,
            Unknown = Unknown,
        };
}
