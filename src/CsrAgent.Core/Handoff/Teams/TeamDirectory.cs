using CsrAgent.Conversations;
using Microsoft.Extensions.Options;

namespace CsrAgent.Handoff.Teams;

/// <summary>The teams by name. A team that is not configured is always available. Safe to use from many threads.</summary>
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

    /// <summary>The team's name for customers.</summary>
    public string NameOf(string team, string language) => Find(team)?.Names.GetValueOrDefault(language) ?? team;

    /// <summary>How long a hand-off may wait there, counted during the team's hours.</summary>
    public TimeSpan WaitOf(string team, EscalationPriority priority) =>
        Find(team)?.Waits.TryGetValue(priority, out var own) == true
            ? own
            : _options.Waits.GetValueOrDefault(priority, HandoffOptions.MaxWait);

    /// <summary>The team itself if it is available, else the first available team among its fallbacks, else the team itself.</summary>
    public string AvailableTeam(string team, DateTimeOffset at) => Chain(team).FirstOrDefault(each => CalendarOf(each).IsOpen(at), team);

    /// <summary>
    /// The team that takes over when this one does not respond: its fallback, or whoever is available for that; the team itself if it has
    /// none.
    /// </summary>
    public string After(string team, DateTimeOffset at) => Find(team)?.Fallback is { } fallback ? AvailableTeam(fallback, at) : team;

    private IEnumerable<string> Chain(string team)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var next = team; next is not null && seen.Add(next); next = Find(next)?.Fallback) yield return next;
    }

    private SupportTeam? Find(string team) => _options.Teams.GetValueOrDefault(team);
}
