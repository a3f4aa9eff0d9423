namespace CsrAgent.Answering.Model;

/// <summary>Why a model call failed, by what helps against it.</summary>
public enum ModelFault
{
    /// <summary>Another attempt may succeed: connection, 5xx, 408, 409, 504, an answer cut in the middle or unreadable.</summary>
    Transient,

    /// <summary>429: the provider limits us. <see cref="ModelException.RetryAfter"/> says when to come again.</summary>
    RateLimited,

    /// <summary>529: the provider is overloaded; another model may have room.</summary>
    Overloaded,

    /// <summary>No answer in time.</summary>
    Timeout,

    /// <summary>400, 413, 422: this request cannot succeed, on any try.</summary>
    Rejected,

    /// <summary>401, 402, 403: the key or the account is at fault; an operator has to act.</summary>
    Denied,

    /// <summary>404: there is no such model for us; another may exist.</summary>
    NoSuchModel,

    /// <summary>The provider was not asked: circuit open, or no room within the concurrency limit.</summary>
    Unavailable,
}
