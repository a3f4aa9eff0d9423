namespace CsrAgent.Memory;

/// <summary>Which memories to forget; what is null does not filter.</summary>
/// <param name="UserId">A customer's id, on whatever channel.</param>
/// <param name="Ids">Only these of that customer.</param>
/// <param name="Before">Only older ones.</param>
public sealed record MemoryFilter(string? UserId, IReadOnlyCollection<string>? Ids = null, DateTimeOffset? Before = null)
{
    /// <summary>All that there is of a customer: what is being learned of them at the same time must not come back.</summary>
    public bool IsErasure => UserId is not null && Ids is null && Before is null;
}
