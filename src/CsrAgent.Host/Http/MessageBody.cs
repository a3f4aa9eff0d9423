using System.Text.Json.Serialization;

namespace CsrAgent.Host.Http;

internal sealed record MessageBody
{
    public required string Id { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MessageId { get; init; }

    public required string Role { get; init; }

    public required string Text { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>True on the agent's answers; the customer's words, a person's, and fixed notices are not generated.</summary>
    public bool AiGenerated { get; init; }

    /// <summary>Only on what is generated.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AiMarkBody? Ai { get; init; }

    /// <summary>Absent while the message waits for its turn.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TurnId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Sentiment { get; init; }

    /// <summary>The person's name on <c>human</c> messages.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Author { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ArticleBody>? KbArticles { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CitationBody>? Citations { get; init; }
}
