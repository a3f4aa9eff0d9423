using CsrAgent.Conversations;

namespace CsrAgent.Answering;

/// <param name="Summary">For the person who takes over; null if the answerer has nothing to add to the facts.</param>
internal sealed record HandoffRequest(EscalationReason Reason, string? Summary);
