using CsrAgent.Conversations;
using Microsoft.Extensions.Options;

namespace CsrAgent.Handoff.Teams;

/// <summary>The teams by name. One that is not configured is always there. Safe to use from many threads.</summary>
public sealed class TeamDirectory
{
    private static readonly BusinessCalendar Always = new(null);

    private readonly HandoffOptions _options;
    private readonly Dictionary<string, BusinessCalendar> _calendars;

    public TeamDirectory(IOptions<HandoffOptions> options)
    {
        _options = options.Value;
        _calendars = _options.Teams.ToDictionary(team => team.Key, team => new BusinessCalendar(team.Value.Hours), StringComparer.Ordinal);
    }

    public BusinessCalendar CalendarOf(string team) => _calendars.GetValueOrDefault(team, Always);

    public TimeSpan? ExpectedWait(string team) => Find(team)?.ExpectedWait;

    /// <summary>As customers read it.</summary>
    public string NameOf(string team, string language) => Find(team)?.Names.GetValueOrDefault(language) ?? team;

    /// <summary>How long a hand-off may wait there, in the time that the team is there.</summary>
    public TimeSpan WaitOf(string team, EscalationPriority priority) =>
        Find(team)?.Waits.TryGetValue(priority, out var own) == true
            ? own
            : _options.Waits.GetValueOrDefault(priority, HandoffOptions.MaxWait);

    /// <summary>The team itself, or while it is not there the first of its fallbacks that is; where none is, the team itself.</summary>
    public string AvailableTeam(string team, DateTimeOffset at) => Chain(team).FirstOrDefault(each => CalendarOf(each).IsOpen(at), team);

    /// <summary>
    /// Who takes over from a team that did not come: its fallback, or who is there for that; the team itself where it has none.
    /// </summary>
    public string After(string team, DateTimeOffset at) => Find(team)?.Fallback is { } fallback ? AvailableTeam(fallback, at) : team;

    private IEnumerable<string> Chain(string team)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var next = team; next is not null && seen.Add(next); next = Find(next)?.Fallback) yield return next;
    }

    private SupportTeam? Find(string team) => _options.Teams.GetValueOrDefault(team);
}
