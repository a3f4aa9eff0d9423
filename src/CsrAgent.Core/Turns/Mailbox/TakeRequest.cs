namespace CsrAgent.Turns.Mailbox;

/// <summary>How many turns a worker has capacity for.</summary>
/// <param name="Max">Maximum number of leases to return; 1 or more.</param>
/// <param name="Wait">How long to wait for the first; zero returns at once.</param>
/// <param name="WaitingSince">When set, only conversations whose oldest message has waited since before then, also those that back
/// off.</param>
public sealed record TakeRequest(int Max, TimeSpan Wait, DateTimeOffset? WaitingSince = null);
