using System.Globalization;

namespace CsrAgent.Adapters.Website;

/// <summary>What a site's robots.txt asks of this agent (RFC 9309).</summary>
internal sealed class RobotsFile
{
    /// <summary>Allows everything.</summary>
    public static readonly RobotsFile None = new([], null);

    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(30);

    // What RFC 9309 asks to be read at least.
    private const int MaxLength = 500_000;

    private readonly List<(bool IsAllowed, string Path)> _rules;

    private RobotsFile(List<(bool IsAllowed, string Path)> rules, TimeSpan? delay) => (_rules, Delay) = (rules, delay);

    /// <summary>The pause that it asks for, or null.</summary>
    public TimeSpan? Delay { get; }

    /// <summary>The longest rule that fits counts; of two, the one that allows.</summary>
    public bool Allows(Uri address)
    {
        var path = Uri.UnescapeDataString(address.PathAndQuery);
        var fitting = _rules.Where(rule => Fits(rule.Path, path)).ToList();
        return fitting.Count == 0 || fitting.MaxBy(rule => (rule.Path.Length, rule.IsAllowed)).IsAllowed;
    }

    public static RobotsFile Parse(string text)
    {
        var (own, all) = (new Group(), new Group());
        var (current, isNaming) = (new List<Group>(), false);
        var read = text.Length > MaxLength ? text[..MaxLength] : text;
        foreach (var line in read.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n'))
        {
            var parts = line.Split('#')[0].Split(':', 2, StringSplitOptions.TrimEntries);
            if (parts.Length < 2) continue;
            var (field, value) = (parts[0].ToLowerInvariant(), parts[1]);
            if (field == "user-agent")
            {
                if (!isNaming) current = [];
                isNaming = true;
                if (value == "*") current.Add(all);
                else if (string.Equals(value, WebsiteClient.Agent, StringComparison.OrdinalIgnoreCase)) current.Add(own);
                continue;
            }
            isNaming = false;
            current.ForEach(group => group.Take(field, value));
        }
        var group = own.IsNamed ? own : all;
        return new RobotsFile(group.Rules, group.Delay);
    }

    /// <summary>'*' stands for anything, '$' for the end.</summary>
    private static bool Fits(string rule, string path)
    {
        var isWhole = rule.EndsWith('$');
        var parts = (isWhole ? rule[..^1] : rule).Split('*');
        var at = 0;
        for (var index = 0; index < parts.Length; index++)
        {
            var found =
                index == 0 ? path.StartsWith(parts[0], StringComparison.Ordinal) ? 0 : -1
                : isWhole && index == parts.Length - 1 ? path.LastIndexOf(parts[index], StringComparison.Ordinal)
                : path.IndexOf(parts[index], at, StringComparison.Ordinal);
            if (found < at) return false;
            at = found + parts[index].Length;
        }
        return !isWhole || at == path.Length;
    }

    private sealed class Group
    {
        public List<(bool IsAllowed, string Path)> Rules { get; } = [];

        public TimeSpan? Delay { get; private set; }

        public bool IsNamed { get; private set; }

        public void Take(string field, string value)
        {
            IsNamed = true;
            if (field is "allow" or "disallow" && value.Length > 0) Rules.Add((field == "allow", Uri.UnescapeDataString(value)));
            if (field != "crawl-delay") return;
            if (double.TryParse(value, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 1e6)
            {
                Delay = TimeSpan.FromSeconds(Math.Min(seconds, MaxDelay.TotalSeconds));
            }
        }
    }
}
