using CsrAgent.Histories;
using CsrAgent.Tests.Simulation.Scheduling;

namespace CsrAgent.Tests.Simulation.Actors;

/// <summary>A message and what its sender has seen of it so far.</summary>
internal sealed class SentMessage
{
    public required string SessionId { get; init; }

    public required string UserId { get; init; }

    public required string Key { get; init; }

    public required string Text { get; init; }

    public required string Tag { get; init; }

    public required TimeSpan SentAt { get; init; }

    /// <summary>The token that it was sent with, by the store's clock.</summary>
    public required DateTimeOffset SessionSince { get; init; }

    public TimeSpan? AcceptedAt { get; set; }

    /// <summary>When the last attempt to send it ended, whether it was needed or not.</summary>
    public TimeSpan LastTriedAt { get; set; }

    /// <summary>True once the server has said that it will never take it.</summary>
    public bool IsRefused { get; set; }

    public string? TurnId { get; set; }

    public string? Reply { get; set; }

    public ClientMessage ToClientMessage(bool isErased) =>
        new()
        {
            SessionId = SessionId,
            MessageId = Key,
            SentAt = World.Epoch + SentAt,
            AcceptedAt = World.Epoch + AcceptedAt,
            TurnId = TurnId,
            Reply = Reply,
            IsErased = isErased,
        };
}
