namespace CsrAgent.Host.Chat;

/// <summary>How the caller wants the reply to its message.</summary>
internal enum ReplyMode
{
    /// <summary>In the response, if it is ready in time.</summary>
    Wait,

    /// <summary>As an event stream.</summary>
    Stream,

    /// <summary>Later, from the conversation's history.</summary>
    Later,
}
