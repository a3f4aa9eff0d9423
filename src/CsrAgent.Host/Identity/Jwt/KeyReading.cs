namespace CsrAgent.Host.Identity.Jwt;

/// <summary>What has become of a look at the keys.</summary>
internal abstract record KeyReading
{
    private KeyReading() { }

    /// <param name="Keys">What is known.</param>
    /// <param name="IsNew">They were read for this look, so that a key that is missing is no key.</param>
    internal sealed record Read(CustomerKeySet Keys, bool IsNew) : KeyReading;

    /// <summary>They could not be read, or were a moment ago, so that nobody knows what they are now.</summary>
    /// <param name="Reason">For the operator.</param>
    /// <param name="RetryAfter">When they may be read again.</param>
    internal sealed record Unknown(string Reason, TimeSpan RetryAfter) : KeyReading;
}
