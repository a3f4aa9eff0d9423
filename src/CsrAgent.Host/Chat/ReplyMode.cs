namespace CsrAgent.Host.Chat;

/// <summary>How the caller wants the reply to its message.</summary>
internal enum ReplyMode
{
    /// <summary>As the answer to the request, if it comes in time.</summary>
    Wait,

    /// <summary>As an event stream.</summary>
    Stream,

    /// <summary>Later, from the conversation's history.</summary>
    Later,
}
