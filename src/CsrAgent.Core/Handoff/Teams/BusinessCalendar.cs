namespace CsrAgent.Handoff.Teams;

/// <summary>Counts in the time that a team is there. Pure; safe to use from many threads.</summary>
/// <param name="hours">Null: always there.</param>
public sealed class BusinessCalendar(BusinessHours? hours)
{
    /// <summary>Longer than any row of holidays: where nothing is open within it, nothing ever is.</summary>
    private const int MaxDays = 400;

    /// <exception cref="TimeZoneNotFoundException">There is no such time zone on this system.</exception>
    public TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById(hours?.TimeZone ?? "UTC");

    public bool IsOpen(DateTimeOffset at) => OpenTimes(at).FirstOrDefault() is { } first && first.Opens <= at;

    /// <summary><paramref name="at"/> itself while open; null: never again.</summary>
    public DateTimeOffset? NextOpening(DateTimeOffset at) => OpenTimes(at).FirstOrDefault() is { } first ? Later(first.Opens, at) : null;

    /// <summary>The moment by which so much open time has passed; null: never.</summary>
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

    /// <summary>Those that are not over at a time, in order and without overlap.</summary>
    private IEnumerable<Interval> OpenTimes(DateTimeOffset at)
    {
        if (hours is null)
        {
            yield return new(at, DateTimeOffset.MaxValue);
            yield break;
        }

        var end = DateTimeOffset.MinValue;
        // The night before may reach into the first day.
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
    /// An hour that the clock skips is read as if it had not been put forward yet; of one that it repeats, opening takes the first and
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
