namespace CsrAgent.Handoff.Teams;

/// <summary>When a team is available, in its own time zone.</summary>
public sealed class BusinessHours
{
    /// <summary>An IANA name such as <c>Europe/Berlin</c>, with its daylight saving time. Default UTC.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>The opening times by day of the week; a day without any is closed.</summary>
    public Dictionary<DayOfWeek, IReadOnlyList<OpenTime>> Week { get; init; } = [];

    /// <summary>Dates on which the team is closed, whatever the day of the week.</summary>
    public HashSet<DateOnly> Holidays { get; init; } = [];
}
