namespace CsrAgent.Handoff.Teams;

/// <summary>Calculates in a team's opening hours. Pure; safe to use from many threads.</summary>
/// <param name="hours">Null for a team that is always available.</param>
public sealed class BusinessCalendar(BusinessHours? hours)
{
    /// <summary>Longer than any sequence of holidays: a team that does not open within it never opens.</summary>
    private const int MaxDays = 400;

    /// <exception cref="TimeZoneNotFoundException">The system does not know the time zone.</exception>
    public TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById(hours?.TimeZone ?? "UTC");

    public bool IsOpen(DateTimeOffset at) => OpenTimes(at).FirstOrDefault() is { } first && first.Opens <= at;

    /// <summary>The next opening time: <paramref name="at"/> itself while open; null for never.</summary>
    public DateTimeOffset? NextOpening(DateTimeOffset at) => OpenTimes(at).FirstOrDefault() is { } first ? Later(first.Opens, at) : null;

    /// <summary>The time at which this much open time has passed; null for never.</summary>
    public DateTimeOffset? After(DateTimeOffset from, TimeSpan openTime)
    {
        foreach (var (opens, closes) in OpenTimes(from))
        {
            var begin = Later(opens, from);
            if (closes - begin >= openTime) return begin + openTime;
            openTime -= closes - begin;
        }

        return null;
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    /// <summary>The opening periods that have not ended at a time, in order and without overlap.</summary>
    private IEnumerable<Interval> OpenTimes(DateTimeOffset at)
    {
        if (hours is null)
        {
            yield return new(at, DateTimeOffset.MaxValue);
            yield break;
        }

        var end = DateTimeOffset.MinValue;
        // A period of the previous day may extend past midnight.
        var first = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime).AddDays(-1);
        for (var day = first; day < first.AddDays(MaxDays); day = day.AddDays(1))
        {
            if (hours.Holidays.Contains(day)) continue;
            foreach (var time in hours.Week.GetValueOrDefault(day.DayOfWeek, []).OrderBy(time => time.From))
            {
                var (opens, closes) = (
                    Later(Moment(day, time.From, opens: true), end),
                    Moment(day, time.To > time.From ? time.To : time.To + TimeSpan.FromDays(1), opens: false)
                );
                if (closes <= at || closes <= opens) continue;
                end = closes;
                yield return new(opens, closes);
            }
        }
    }

    /// <summary>
    /// A local time that the clock skips is read in the offset before the change; of one that occurs twice, opening takes the first and
    /// closing the second.
    /// </summary>
    private DateTimeOffset Moment(DateOnly day, TimeSpan time, bool opens)
    {
        var local = day.ToDateTime(TimeOnly.MinValue) + time;
        if (!Zone.IsAmbiguousTime(local)) return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
        var offsets = Zone.GetAmbiguousTimeOffsets(local);
        return new DateTimeOffset(local, opens ? offsets.Max() : offsets.Min()).ToUniversalTime();
    }

    private sealed record Interval(DateTimeOffset Opens, DateTimeOffset Closes);
}
