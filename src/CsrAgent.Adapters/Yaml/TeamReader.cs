using System.Globalization;
using CsrAgent.Handoff;
using CsrAgent.Handoff.Teams;

namespace CsrAgent.Adapters.Yaml;

/// <summary>Reads teams and their hours.</summary>
internal static class TeamReader
{
    private static readonly Dictionary<string, Action<SupportTeam, RulesNode>> Keys = new(StringComparer.Ordinal)
    {
        ["names"] = (team, node) => TopicReader.ReadTexts(team.Names, node),
        ["fallback"] = (team, node) => team.Fallback = node.Text,
        ["expected_wait"] = (team, node) => team.ExpectedWait = node.Duration,
        ["waits"] = (team, node) => EscalationRulesReader.ReadWaits(team.Waits, node),
        ["hours"] = (team, node) => team.Hours = ReadHours(node),
    };

    private static readonly DayOfWeek[] Week =
    [
        DayOfWeek.Monday,
        DayOfWeek.Tuesday,
        DayOfWeek.Wednesday,
        DayOfWeek.Thursday,
        DayOfWeek.Friday,
        DayOfWeek.Saturday,
        DayOfWeek.Sunday,
    ];

    public static void Read(HandoffOptions options, RulesNode node)
    {
        foreach (var (name, value) in node.Entries)
        {
            if (!options.Teams.TryGetValue(name, out var team)) options.Teams.Add(name, team = new());
            value.Apply(team, Keys);
        }
    }

    private static BusinessHours ReadHours(RulesNode node)
    {
        var hours = new BusinessHours();
        foreach (var (name, value) in node.Entries)
        {
            if (name == "time_zone")
            {
                hours.TimeZone = value.Text;
            }
            else if (name == "holidays")
            {
                hours.Holidays.UnionWith(value.Texts.Select(text => DateOf(text, value)));
            }
            else
            {
                foreach (var day in DaysOf(name, value)) hours.Week[day] = [.. value.Texts.Select(text => TimeOf(text, value))];
            }
        }

        return hours;
    }

    /// <summary>"monday", or "monday-friday".</summary>
    private static IEnumerable<DayOfWeek> DaysOf(string name, RulesNode node)
    {
        var ends = name.Split('-')
            .Select(each => Array.FindIndex(Week, day => day.ToString().Equals(each, StringComparison.OrdinalIgnoreCase)))
            .ToList();
        return ends.Count <= 2 && ends[0] >= 0 && ends[^1] >= ends[0]
            ? Week[ends[0]..(ends[^1] + 1)]
            : throw node.Wrong("is not known; the keys here are time_zone, holidays, and days such as monday or monday-friday");
    }

    private static DateOnly DateOf(string text, RulesNode node) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw node.Wrong($"holds '{text}', which is not a date; write each as 2026-12-25");

    private static OpenTime TimeOf(string text, RulesNode node)
    {
        var ends = text.Split('-', StringSplitOptions.TrimEntries).Select(ClockOf).ToList();
        return ends is [{ } from, { } to]
            ? new(from, to)
            : throw node.Wrong($"holds '{text}', which is no time of a day; write 09:00-17:00, or 09:00-12:30, 13:30-17:00");
    }

    private static TimeSpan? ClockOf(string text) =>
        text == "24:00" ? TimeSpan.FromDays(1)
        : TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.ToTimeSpan()
        : null;
}
