namespace CsrAgent.Customers;

/// <summary>One customer's erasure that has begun.</summary>
/// <param name="Id">Of its receipt.</param>
/// <param name="Counts">What has gone so far.</param>
public sealed record Erasure(string Id, ErasedCounts Counts)
{
    public static Erasure New(DateTimeOffset at) => new("erasure_" + Guid.CreateVersion7(at).ToString("N"), new(0, 0, 0));
}
