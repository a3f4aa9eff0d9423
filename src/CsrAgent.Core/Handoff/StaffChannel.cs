namespace CsrAgent.Handoff;

/// <summary>Where people see hand-offs and answer customers, beside the API. Register one for each.</summary>
/// <param name="Name">The channel whose sender gets the deliveries; see <see cref="StaffNotices"/>.</param>
public sealed record StaffChannel(string Name);
