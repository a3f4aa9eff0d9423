using System.ComponentModel.DataAnnotations;
using System.Globalization;
using CsrAgent.Settings;
using YamlDotNet.RepresentationModel;

namespace CsrAgent.Adapters.Yaml;

/// <summary>A value in the rules file, with the key that names it in errors.</summary>
internal sealed class RulesNode(YamlNode node, string key)
{
    public string Key => key;

    /// <summary>The keys and values of a mapping, in order.</summary>
    public IEnumerable<(string Name, RulesNode Value)> Entries =>
        node switch
        {
            YamlMappingNode map => map.Children.Select(pair =>
                (NameOf(pair.Key), new RulesNode(pair.Value, key.Length == 0 ? NameOf(pair.Key) : $"{key}.{NameOf(pair.Key)}"))
            ),
            YamlScalarNode { Value: null or "" } => [],
            _ => throw Wrong("must hold 'key: value' lines"),
        };

    /// <summary>A list, or a comma-separated text.</summary>
    public IReadOnlyList<string> Texts =>
        node switch
        {
            YamlSequenceNode list => [.. list.Children.Select((each, i) => new RulesNode(each, $"{key}[{i}]").Text)],
            _ => Text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        };

    public string Text => node is YamlScalarNode { Value: { Length: > 0 } value } ? value : throw Wrong("must be a text");

    public int Whole =>
        int.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Wrong("must be a whole number");

    public double Fraction =>
        double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Wrong("must be a number such as 0.35");

    public bool Switch => bool.TryParse(Text, out var value) ? value : throw Wrong("must be true or false");

    public TimeSpan Duration
    {
        get
        {
            try
            {
                return DurationText.Parse(Text);
            }
            catch (FormatException e)
            {
                throw Wrong(e.Message);
            }
        }
    }

    public T One<T>()
        where T : struct, Enum => ParseName<T>(Text, Wrong);

    /// <summary>An entry's key as a member of an enum.</summary>
    public T NameAs<T>(string name)
        where T : struct, Enum => ParseName<T>(name, Wrong);

    /// <summary>Sets the property of each entry; a value that the property does not allow is reported for that entry.</summary>
    public void Apply<T>(T target, IReadOnlyDictionary<string, Action<T, RulesNode>> keys)
        where T : class
    {
        var before = FaultsOf(target);
        foreach (var (name, value) in Entries)
        {
            if (!keys.TryGetValue(name, out var set)) throw value.Wrong($"is not known; the keys here are {string.Join(", ", keys.Keys)}");
            set(target, value);
            if (FaultsOf(target).Except(before).FirstOrDefault() is { } fault) throw value.Wrong($"is not allowed: {fault.TrimEnd('.')}");
        }
    }

    public CsrAgentException Wrong(string what) =>
        new($"ESCALATION_RULES: {(key.Length == 0 ? "the file" : key)} (line {node.Start.Line}) {what}.");

    private static T ParseName<T>(string name, Func<string, CsrAgentException> wrong)
        where T : struct, Enum =>
        WireName.TryParse<T>(name)
        ?? throw wrong($"'{name}' must be one of {string.Join(", ", Enum.GetValues<T>().Select(each => each.ToWireName()))}");

    private static string NameOf(YamlNode node) => (node as YamlScalarNode)?.Value ?? "";

    private static List<string> FaultsOf(object target)
    {
        var faults = new List<ValidationResult>();
        Validator.TryValidateObject(target, new ValidationContext(target), faults, validateAllProperties: true);
        return faults.ConvertAll(fault => fault.ErrorMessage ?? "");
    }
}
