namespace CsrAgent.Answering.Model;

/// <summary>Why a model call failed, classified by the remedy.</summary>
public enum ModelFault
{
    /// <summary>Another attempt may succeed: connection, 5xx, 408, 409, an answer that is cut off or unreadable.</summary>
    Transient,

    /// <summary>429: rate limited. <see cref="ModelException.RetryAfter"/> says when to retry.</summary>
    RateLimited,

    /// <summary>529: the provider is overloaded; another model may have capacity.</summary>
    Overloaded,

    /// <summary>No answer in time.</summary>
    Timeout,

    /// <summary>400, 413, 422: this request can never succeed.</summary>
    Rejected,

    /// <summary>401, 402, 403: a problem with the key or the account that an operator has to fix.</summary>
    Denied,

    /// <summary>404: this account has no such model; another may exist.</summary>
    NoSuchModel,

    /// <summary>The provider was not called: the circuit is open, or the concurrency limit was reached.</summary>
    Unavailable,
}
