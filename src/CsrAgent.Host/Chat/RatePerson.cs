using CsrAgent.Conversations;
using CsrAgent.Handoff;
using CsrAgent.Host.Http;

namespace CsrAgent.Host.Chat;

/// <summary><c>POST /api/v1/chat/{session_id}/rating</c>: what the customer thinks of how a person settled their matter.</summary>
internal static class RatePerson
{
    public static async Task<IResult> HandleAsync(
        string sessionId,
        HttpRequest request,
        HandoffRatings ratings,
        CancellationToken cancellationToken
    )
    {
        var (fields, problem) = await JsonBody.ReadObjectAsync(request, cancellationToken);
        if (problem is not null) return problem;
        var escalation = fields.Required("escalation_id");
        var score = fields.Number("score", fallback: 0, min: HandoffRating.MinScore, max: HandoffRating.MaxScore);
        if (score < HandoffRating.MinScore) return Problem.Invalid("score", "score must be a whole number from 1 to 5.");
        var comment = fields.Optional("comment", ChatEndpoints.MaxComment);
        return await ratings.RateAsync(new(sessionId), escalation, score, comment, cancellationToken) switch
        {
            HandoffRatingOutcome.Stored => TypedResults.NoContent(),
            HandoffRatingOutcome.NotSettled => Problem.Conflict(
                "escalation_not_settled",
                "A hand-off can be rated once a person who took it has resolved it; the history then has person_rating."
            ),
            _ => Problem.NotFound("unknown_escalation", "This session has no such hand-off; person_rating of its history names it."),
        };
    }
}
