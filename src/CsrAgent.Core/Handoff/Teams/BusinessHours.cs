namespace CsrAgent.Handoff.Teams;

/// <summary>When a team is there, in its own time zone.</summary>
public sealed class BusinessHours
{
    /// <summary>An IANA name such as <c>Europe/Berlin</c>; summer time is its own. Default UTC.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>The times of each day of the week; a day that is absent is closed.</summary>
    public Dictionary<DayOfWeek, IReadOnlyList<OpenTime>> Week { get; init; } = [];

    /// <summary>Days on which nobody is there, whatever the week says.</summary>
    public HashSet<DateOnly> Holidays { get; init; } = [];
}
