using System.Globalization;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Zendesk.Sending;

/// <summary>The Zendesk group of each team.</summary>
internal sealed class TicketGroups(IOptions<ZendeskOptions> options)
{
    private const string AnyTeam = "*";

    private readonly Dictionary<string, long> _groups = options
        .Value.Groups.Select(Parse)
        .OfType<KeyValuePair<string, long>>()
        .ToDictionary(StringComparer.Ordinal);

    /// <summary>Null where the ticket stays in its group.</summary>
    public long? Of(string team) =>
        _groups.TryGetValue(team, out var group) || _groups.TryGetValue(AnyTeam, out group) ? group : null;

    /// <summary>What is wrong with a list of groups, and what to do; null if it is all right.</summary>
    public static string? FaultIn(IReadOnlyList<string> groups)
    {
        if (groups.FirstOrDefault(group => Parse(group) is null) is { } bad)
        {
            return $"ZENDESK_GROUPS contains \"{bad}\": write team=group id, such as support=360001234567, separated by commas.";
        }
        return groups.CountBy(group => Parse(group)!.Value.Key).FirstOrDefault(team => team.Value > 1) is { Key: { } twice }
            ? $"ZENDESK_GROUPS names the team {twice} twice: give each team one group."
            : null;
    }

    private static KeyValuePair<string, long>? Parse(string text) =>
        text.Split('=', StringSplitOptions.TrimEntries) is [{ Length: > 0 } team, var id]
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var group)
            ? new(team, group)
            : null;
}
