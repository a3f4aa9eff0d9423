namespace CsrAgent.Customers;

/// <param name="Subject">The customer's keyed hash, with which the erasure can be confirmed later.</param>
public sealed record ErasureReceipt(string Id, string Subject, DateTimeOffset At, int Conversations, int Messages, int Memories);
