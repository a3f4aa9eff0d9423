using System.Net;

namespace CsrAgent.Adapters.Zendesk.Api;

/// <summary>Zendesk did not do what it was asked, or could not be reached.</summary>
/// <param name="message">Without any text of a customer.</param>
/// <param name="status">Null if there was no answer.</param>
/// <param name="retryAfter">The wait that Zendesk asked for, or null.</param>
internal sealed class ZendeskException(string message, HttpStatusCode? status, TimeSpan? retryAfter = null, Exception? inner = null)
    : CsrAgentException(message, inner)
{
    public HttpStatusCode? Status { get; } = status;

    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>
    /// Refused credentials count: an operator can mend them. So does an error of the server, since whoever repeats a change first asks
    /// whether it took place.
    /// </summary>
    public bool IsRetryable =>
        Status
            is null
                or HttpStatusCode.Unauthorized
                or HttpStatusCode.Forbidden
                or HttpStatusCode.RequestTimeout
                or HttpStatusCode.Conflict
                or HttpStatusCode.TooManyRequests
                or >= HttpStatusCode.InternalServerError;

    /// <summary>The ticket was changed by somebody else since it was read.</summary>
    public bool IsConflict => Status == HttpStatusCode.Conflict;

    /// <summary>A field's value is not allowed on this ticket, or it is closed.</summary>
    public bool IsInvalid => Status == HttpStatusCode.UnprocessableEntity;

    public bool IsNotFound => Status == HttpStatusCode.NotFound;
}
