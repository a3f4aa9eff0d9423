namespace CsrAgent.Admission;

public enum RateLimitScope
{
    /// <summary>One customer; the key is the user id.</summary>
    User,

    /// <summary>The whole system; the key is not used.</summary>
    Global,
}
