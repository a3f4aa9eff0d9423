using CsrAgent.Histories;

namespace CsrAgent.Host.Audit;

/// <summary>One line of a client's history file: see docs/reliability.md.</summary>
internal sealed record ClientHistoryLine
{
    public required string SessionId { get; init; }

    public required string MessageId { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    public DateTimeOffset? AcceptedAt { get; init; }

    public string? TurnId { get; init; }

    public string? Reply { get; init; }

    public bool Erased { get; init; }

    public ClientMessage ToMessage() =>
        new()
        {
            SessionId = SessionId,
            MessageId = MessageId,
            SentAt = SentAt,
            AcceptedAt = AcceptedAt,
            TurnId = TurnId,
            Reply = Reply,
            IsErased = Erased,
        };
}
