using System.Text.Json.Serialization;
using CsrAgent.Conversations;
using CsrAgent.Sentiment;

namespace CsrAgent.Adapters.Redis.Turns;

/// <summary>
/// How a turn ended, apart from what its message says. Every turn stores one, so names are short and defaults are left out.
/// </summary>
internal sealed record RedisReply
{
    [JsonPropertyName("s"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public SentimentLabel Sentiment { get; init; }

    [JsonPropertyName("o"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double Score { get; init; }

    [JsonPropertyName("e"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Emotion Emotion { get; init; }

    [JsonPropertyName("l")]
    public string Language { get; init; } = "en";

    [JsonPropertyName("c"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double Confidence { get; init; }

    [JsonPropertyName("h"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ShouldEscalate { get; init; }

    [JsonPropertyName("w"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ConversationStatus Status { get; init; }

    [JsonPropertyName("k")]
    public EscalationTicket? Escalation { get; init; }

    [JsonPropertyName("u"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long InputTokens { get; init; }

    [JsonPropertyName("v"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long OutputTokens { get; init; }

    /// <summary>Ticks, so that a repeated request gets exactly the same value.</summary>
    [JsonPropertyName("p"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long ProcessingTicks { get; init; }

    [JsonPropertyName("d"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Degraded { get; init; }

    [JsonPropertyName("r"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Cached { get; init; }

    [JsonPropertyName("i"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Disclosure { get; init; }

    [JsonPropertyName("a")]
    public DateTimeOffset At { get; init; }

    public static RedisReply Of(TurnReply reply) =>
        new()
        {
            Sentiment = reply.Mood.Sentiment,
            Score = reply.Mood.Score,
            Emotion = reply.Mood.Emotion,
            Language = reply.Language,
            Confidence = reply.Confidence,
            ShouldEscalate = reply.ShouldEscalate,
            Status = reply.Status,
            Escalation = reply.Escalation,
            InputTokens = reply.Tokens.Input,
            OutputTokens = reply.Tokens.Output,
            ProcessingTicks = reply.ProcessingTime.Ticks,
            Degraded = reply.Degraded,
            Cached = reply.Cached,
            Disclosure = reply.Disclosure,
            At = reply.At,
        };

    /// <param name="id">The conversation.</param>
    /// <param name="last">The turn's last message, which stores this: the agent's, or the customer's if the agent stayed silent.</param>
    public TurnReply ToReply(ConversationId id, Message last)
    {
        var hasText = last.Role == MessageRole.Agent;
        return new()
        {
            ConversationId = id,
            TurnId = last.TurnId!.Value,
            Text = hasText ? last.Text : "",
            Mood = new(Sentiment, Score, Emotion),
            Language = Language,
            Confidence = Confidence,
            ShouldEscalate = ShouldEscalate,
            Status = Status,
            Escalation = Escalation,
            Articles = hasText ? last.Articles : [],
            Citations = hasText ? last.Citations : [],
            Tokens = new(InputTokens, OutputTokens),
            Model = hasText ? last.Model : null,
            ProcessingTime = TimeSpan.FromTicks(ProcessingTicks),
            Degraded = Degraded,
            Cached = Cached,
            Disclosure = Disclosure,
            At = At,
        };
    }
}
