using System.Text.RegularExpressions;
using CsrAgent.Settings;

namespace CsrAgent.Host.Configuration;

/// <summary>Warns of environment variables that look like a setting but are not one: CLAUDE_MODL would be ignored in silence.</summary>
internal sealed partial class MisspeltSettings(IReadOnlyList<Setting> settings, ILogger<MisspeltSettings> logger) : IHostedService
{
    private const int MinLength = 7;
    private const int MaxEdits = 2;
    private const int MinFamily = 3;
    private const int MinFamilyLength = 9;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (string name in Environment.GetEnvironmentVariables().Keys)
        {
            if (MeantBy(name) is { } meant) logger.LogWarning("{Name} is not a setting and has no effect; {Meant} is one", name, meant);
        }
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The setting that a name probably stands for; null if it is one, or like none.</summary>
    internal string? MeantBy(string name)
    {
        if (name.Length < MinLength || ServiceLink().IsMatch(name)) return null;
        // Other names without an underscore are those of the system: PATH is two letters from PORT.
        if (!name.Contains('_', StringComparison.Ordinal)) return settings.Select(setting => setting.Name).FirstOrDefault(IsJoined);
        if (settings.Any(setting => setting.Name == name || setting.Name + ConfigurationValues.FileSuffix == name)) return null;
        var like = settings
            .Select(setting => setting.Name)
            .Where(known => known.Length >= MinLength && EditsBetween(name.ToUpperInvariant(), known) <= MaxEdits)
            .MinBy(known => EditsBetween(name.ToUpperInvariant(), known));
        return like ?? settings.Select(setting => setting.Name).FirstOrDefault(IsWithout) ?? Relative(name.ToUpperInvariant());

        bool IsJoined(string known) =>
            known.Contains('_', StringComparison.Ordinal)
            && known.Replace("_", "", StringComparison.Ordinal).Equals(name, StringComparison.OrdinalIgnoreCase);

        // One word in the middle was forgotten.
        bool IsWithout(string known)
        {
            var (words, all) = (name.ToUpperInvariant().Split('_'), known.Split('_'));
            return words.Length == all.Length - 1 && words[0] == all[0] && words[^1] == all[^1] && words.All(all.Contains);
        }
    }

    // KNOWLEDGE_DIR: a first word that is long enough to be ours alone, and begins several settings.
    private string? Relative(string name)
    {
        var family = name[..(name.IndexOf('_', StringComparison.Ordinal) + 1)];
        if (family.Length < MinFamilyLength) return null;
        var known = settings.Select(setting => setting.Name).Where(each => each.StartsWith(family, StringComparison.Ordinal)).ToList();
        return known.Count < MinFamily ? null : known[0];
    }

    // Kubernetes sets them in each container, for a service that is called elasticsearch too.
    [GeneratedRegex("_(?:SERVICE_(?:HOST|PORT)|PORT)(?:_|$)")]
    private static partial Regex ServiceLink();

    /// <summary>Letters to insert, leave out or replace.</summary>
    private static int EditsBetween(string one, string other)
    {
        if (Math.Abs(one.Length - other.Length) > MaxEdits) return int.MaxValue;
        var above = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var row = new int[other.Length + 1];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = above[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[^1];
    }
}
