namespace CsrAgent.Handoff;

/// <summary>Where people see hand-offs and answer customers, beside the API. Register one for each.</summary>
/// <param name="Channel">The channel whose sender gets the deliveries; see <see cref="HandoffDesks"/>.</param>
public sealed record HandoffDesk(string Channel);
