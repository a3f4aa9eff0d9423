namespace CsrAgent.Histories;

/// <summary>A message as the client that sent it knows it.</summary>
public sealed record ClientMessage
{
    public required string SessionId { get; init; }

    /// <summary>The client's own id for the message, which it sends with every repeat of it.</summary>
    public required string MessageId { get; init; }

    /// <summary>When it was first sent, by the client's clock.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>When the server first acknowledged it, by the client's clock; null when the client does not know of it.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>The turn whose reply the client saw, or null.</summary>
    public string? TurnId { get; init; }

    /// <summary>The reply that the client saw, or null; empty where a person owns the conversation.</summary>
    public string? Reply { get; init; }

    /// <summary>True when its customer was erased after it had been accepted.</summary>
    public bool IsErased { get; init; }
}
