namespace CsrAgent.Customers;

/// <param name="Subject">The customer's keyed hash, by which a later question about this erasure can be answered.</param>
public sealed record ErasureReceipt(string Id, string Subject, DateTimeOffset At, int Conversations, int Messages);
