using CsrAgent.Conversations;
using CsrAgent.Escalation;
using CsrAgent.Signals;

namespace CsrAgent.Handoff.Teams;

/// <summary>Validates teams, their hours, and the routes to them. Each error names its key in the rules file and what is allowed.</summary>
internal static class TeamRules
{
    private static readonly TimeSpan MinWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxWait = TimeSpan.FromDays(30);
    private static readonly TimeSpan MaxExpectation = TimeSpan.FromDays(7);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static IEnumerable<string> Check(HandoffOptions options, EscalationOptions escalation, SensitiveTopicOptions topics)
    {
        var references = topics
            .Topics.Select(topic => ($"topics.{topic.Key}.team", topic.Value.Team))
            .Concat(escalation.Reasons.Select(reason => ($"reasons.{reason.Key.ToWireName()}.team", reason.Value.Team)))
            .Concat(options.Teams.Select(team => ($"teams.{team.Key}.fallback", team.Value.Fallback)));
        foreach (var (key, team) in references)
        {
            if (options.Teams.Count > 0 && team is not null && team != escalation.DefaultTeam && !options.Teams.ContainsKey(team))
            {
                yield return $"{key} names '{team}', which is not in teams; add it there, or use one of "
                    + $"{string.Join(", ", options.Teams.Keys)}.";
            }
        }
        foreach (
            var fault in options
                .Waits.Where(IsBad)
                .Select(wait => $"waits.{Say(wait)}")
                .Concat(options.Teams.SelectMany(team => CheckTeam(team.Key, team.Value)))
        )
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> CheckTeam(string name, SupportTeam team)
    {
        var key = $"teams.{name}";
        if (name.Length is 0 or > 64) yield return $"{key}: a team's name must have 1 to 64 characters.";
        if (team.Fallback == name) yield return $"{key}.fallback is the team itself; name another one, or leave it out.";
        if (team.ExpectedWait is { } wait && (wait < MinWait || wait > MaxExpectation))
        {
            yield return $"{key}.expected_wait must be from 1s to 7d, and is {wait}.";
        }
        foreach (var bad in team.Waits.Where(IsBad)) yield return $"{key}.waits.{Say(bad)}";
        if (team.Hours is null) yield break;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(team.Hours.TimeZone, out _))
        {
            yield return $"{key}.hours.time_zone '{team.Hours.TimeZone}' is unknown; use an IANA name such as Europe/Berlin (the system's "
                + "time zone data, tzdata, must be installed).";
        }
        if (team.Hours.Week.Values.All(times => times.Count == 0))
        {
            yield return $"{key}.hours opens on no day; give at least one, or leave hours out for a team that is always available.";
        }
        foreach (var day in team.Hours.Week.Where(day => !AreRight(day.Value)))
        {
            yield return $"{key}.hours.{day.Key.ToString().ToLowerInvariant()}: times must be within one day and not overlap, such as "
                + "09:00-12:30, 13:30-18:00 or 22:00-06:00.";
        }
    }

    private static bool AreRight(IReadOnlyList<OpenTime> times)
    {
        var sorted = times.OrderBy(time => time.From).ToList();
        return sorted.All(time => time.From >= TimeSpan.Zero && time.From < Day && time.To > TimeSpan.Zero && time.To <= Day)
            && sorted.Zip(sorted.Skip(1)).All(pair => pair.First.To > pair.First.From && pair.First.To <= pair.Second.From);
    }

    private static bool IsBad(KeyValuePair<EscalationPriority, TimeSpan> wait) => wait.Value < MinWait || wait.Value > MaxWait;

    private static string Say(KeyValuePair<EscalationPriority, TimeSpan> wait) =>
        $"{wait.Key.ToWireName()} must be from 1s to 30d, and is {wait.Value}.";
}
