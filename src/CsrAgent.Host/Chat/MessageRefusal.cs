using CsrAgent.Admission;
using CsrAgent.Host.Http;
using CsrAgent.Host.Identity;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Host.Chat;

/// <summary>Why a message was not accepted, for each way in which the API says it.</summary>
/// <param name="Field">The one at fault; null for none.</param>
/// <param name="RetryAfter">Null where sending it again is of no use.</param>
internal sealed record MessageRefusal(int Status, string Code, string Detail, string? Field = null, TimeSpan? RetryAfter = null)
{
    public static MessageRefusal TooManyChats { get; } =
        new(
            503,
            "too_many_chats",
            "Too many requests are waiting; this message was not accepted. Send it again after Retry-After.",
            RetryAfter: OpenChats.RetryAfter
        );

    public static MessageRefusal Of(AdmissionOutcome outcome) =>
        outcome switch
        {
            AdmissionOutcome.Invalid invalid => new(400, Problem.InvalidField, invalid.Detail, invalid.Field),
            AdmissionOutcome.RateLimited limited => new(
                429,
                "rate_limited",
                "Too many messages; send it again after Retry-After.",
                RetryAfter: limited.RetryAfter
            ),
            AdmissionOutcome.Decided { Outcome: var decided } => Of(decided),
            _ => throw new InvalidOperationException($"This endpoint does not know the admission outcome {outcome}."),
        };

    public IResult ToProblem(HttpContext context) =>
        RetryAfter is { } later ? Problem.Later(context, Status, Code, Detail, later) : Problem.Of(Status, Code, Detail, Field);

    private static MessageRefusal Of(AcceptOutcome outcome) =>
        outcome switch
        {
            AcceptOutcome.KeyReused => new(
                409,
                "message_id_reused",
                "Another message was sent under this message_id; give each message its own.",
                "message_id"
            ),
            AcceptOutcome.NotYours => new(
                403,
                "not_your_session",
                "This session belongs to another user or channel; leave out session_id to begin a new one."
            ),
            AcceptOutcome.SessionClosed => new(401, "session_closed", ChatAccess.ClosedDetail),
            AcceptOutcome.QueueFull full => new(
                503,
                "queue_full",
                "Too many messages wait already; this one was not taken. Send it again after Retry-After.",
                RetryAfter: full.RetryAfter
            ),
            _ => throw new InvalidOperationException($"This endpoint does not know the outcome {outcome}."),
        };
}
