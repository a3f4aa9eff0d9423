using CsrAgent.Memory;

namespace CsrAgent.Customers;

public sealed record CustomerExport(
    string UserId,
    DateTimeOffset At,
    IReadOnlyList<CustomerTranscript> Conversations,
    IReadOnlyList<CustomerMemory> Memories
);
