using System.Text.RegularExpressions;

namespace CsrAgent.Tests.Contracts.Twins;

/// <summary>Names for the ids that a store makes up, in the order in which they appear: two stores then write the same.</summary>
internal sealed partial class TwinNames
{
    private readonly Dictionary<string, string> _names = [];

    public string In(string text) => IdPattern().Replace(text, match => Of(match.Value));

    private string Of(string id)
    {
        // A turn and its reply are named after the turn's first message.
        var (kind, number) = (id[..id.IndexOf('_', StringComparison.Ordinal)], id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..]);
        if (!_names.TryGetValue(number, out var name)) _names[number] = name = $"#{_names.Count}";
        return kind + name;
    }

    [GeneratedRegex("(msg|turn|reply)_[0-9a-f]{32}")]
    private static partial Regex IdPattern();
}
