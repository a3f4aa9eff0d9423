namespace CsrAgent.Admission;

public enum RateLimitScope
{
    /// <summary>The messages of one customer; the key is the channel and the user id.</summary>
    User,

    /// <summary>The messages of the whole system; the key is not used.</summary>
    Global,

    /// <summary>Calls other than messages from one network address, which is the key.</summary>
    Address,
}
