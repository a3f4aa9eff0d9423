using System.Globalization;
using System.Text.RegularExpressions;

namespace CsrAgent.Tests.Support.Metrics;

/// <summary>
/// What /metrics answers, read as strictly as its two formats are specified: OpenMetrics 1.0, and Prometheus's text 0.0.4. Beyond them it
/// wants each family declared, since a sample of no known kind is a mistake of ours.
/// </summary>
internal sealed partial class MetricsText
{
    private const string End = "# EOF";

    private static readonly string[] OpenTypes =
    [
        "counter",
        "gauge",
        "histogram",
        "gaugehistogram",
        "summary",
        "info",
        "stateset",
        "unknown",
    ];
    private static readonly string[] PlainTypes = ["counter", "gauge", "histogram", "summary", "untyped"];

    private readonly bool _isOpen;
    private readonly HashSet<string> _begun = [];
    private readonly HashSet<string> _said = [];
    private readonly HashSet<string> _series = [];
    private readonly List<MetricSample> _samples = [];
    private string _family = "";
    private string? _type;

    private MetricsText(bool isOpen) => _isOpen = isOpen;

    public IReadOnlyList<MetricSample> Samples => _samples;

    /// <summary>How many samples have a trace beside them.</summary>
    public int Exemplars { get; private set; }

    /// <summary>Not a sample.</summary>
    public static MetricsText None { get; } = new(isOpen: true);

    /// <exception cref="FormatException">It breaks a rule, which is named with its line.</exception>
    public static MetricsText Parse(string text, bool isOpenMetrics)
    {
        var metrics = new MetricsText(isOpenMetrics);
        var lines = text.Split('\n');
        metrics.Check(lines[^1].Length == 0, "the last line has no end", lines[^1]);
        metrics.Check(isOpenMetrics == (lines.Length > 1 && lines[^2] == End), $"{End} must end OpenMetrics, and nothing else", "");
        foreach (var line in isOpenMetrics ? lines[..^2] : lines[..^1]) metrics.Read(line);
        MetricHistograms.Check(metrics._samples);
        return metrics;
    }

    /// <summary>All series of a metric together.</summary>
    /// <param name="name">Of the metric.</param>
    /// <param name="label">Which of them, such as <c>loop="TurnWorker"</c>; null for all.</param>
    public double Sum(string name, string? label = null) =>
        _samples
            .Where(sample => sample.Name == name && (label is null || sample.Labels.Contains(label, StringComparison.Ordinal)))
            .Sum(sample => sample.Value);

    private void Read(string line)
    {
        if (line.StartsWith('#')) ReadComment(line);
        else ReadSample(line);
    }

    private void ReadComment(string line)
    {
        var comment = CommentPattern().Match(line);
        Check(comment.Success, "no HELP, TYPE or UNIT", line);
        var (kind, family, text) = (comment.Groups[1].Value, comment.Groups[2].Value, comment.Groups[3].Value);
        Enter(family, line);
        Check(_said.Add($"{kind} {family}"), "is said twice", line);
        Check(_samples.Count == 0 || !IsOf(_samples[^1].Name, family), "comes after its samples", line);
        switch (kind)
        {
            case "TYPE":
                Check((_isOpen ? OpenTypes : PlainTypes).Contains(text), "no such type", line);
                _type = text;
                break;
            case "UNIT":
                Check(_isOpen, "only OpenMetrics has units", line);
                Check(family.EndsWith("_" + text, StringComparison.Ordinal), "the name must end with its unit", line);
                break;
            default:
                Check(HelpPattern().IsMatch(text), "has a wrong escape", line);
                break;
        }
    }

    private void ReadSample(string line)
    {
        var sample = SamplePattern().Match(line);
        Check(sample.Success, "no sample", line);
        var (name, labels) = (sample.Groups["name"].Value, sample.Groups["labels"].Value);
        if (!IsOf(name, _family)) Enter(name, line);
        Check(_type is not null, "its family has no TYPE", line);
        var suffix = name[_family.Length..];
        Check(SuffixesOf(_type!).Contains(suffix), $"a {_type} has no {suffix}", line);
        var pairs = LabelPattern().Matches(labels);
        var names = pairs.Select(label => label.Groups[1].Value).ToList();
        Check(names.Distinct().Count() == names.Count, "has a label twice", line);
        Check(names.Contains("le") == (suffix == "_bucket"), "le is for buckets", line);
        Check(_series.Add($"{name}{{{string.Join(",", pairs.Select(pair => pair.Value.Trim(',')).Order())}}}"), "comes twice", line);
        var read = new MetricSample(name, labels, ValueOf(sample.Groups["value"].Value, line), _type!);
        Check(!read.IsCounter || suffix == "_sum" || read.Value >= 0, "a counter is negative", line);
        if (sample.Groups["exemplar"].Success) ReadExemplar(sample, suffix, line);
        _samples.Add(read);
    }

    private void ReadExemplar(Match sample, string suffix, string line)
    {
        Check(_isOpen && suffix is "_bucket" or "_total", "has no place for an exemplar", line);
        var labels = LabelPattern().Matches(sample.Groups["exemplar"].Value);
        Check(labels.Sum(label => label.Groups[1].Length + label.Groups[2].Length) <= 128, "the exemplar is too long", line);
        ValueOf(sample.Groups["exemplarValue"].Value, line);
        Exemplars++;
    }

    /// <summary>All that is said of one family stands together.</summary>
    private void Enter(string family, string line)
    {
        if (family == _family) return;
        Check(_begun.Add(family), "its family was over", line);
        (_family, _type) = (family, null);
    }

    private bool IsOf(string name, string family) =>
        family.Length > 0 && name.StartsWith(family, StringComparison.Ordinal) && SuffixesOf(_type).Contains(name[family.Length..]);

    private string[] SuffixesOf(string? type) =>
        type switch
        {
            "counter" => _isOpen ? ["_total", "_created"] : [""],
            "histogram" => _isOpen ? ["_bucket", "_sum", "_count", "_created"] : ["_bucket", "_sum", "_count"],
            "summary" => ["", "_sum", "_count"],
            "info" => ["_info"],
            _ => [""],
        };

    private static double ValueOf(string text, string line) =>
        text switch
        {
            "+Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            "NaN" => double.NaN,
            _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) => value,
            _ => throw new FormatException($"{text} is no number: {line}"),
        };

    private void Check(bool holds, string fault, string line)
    {
        if (!holds) throw new FormatException($"{_family}: {fault}: {line}");
    }

    [GeneratedRegex(@"^# (HELP|TYPE|UNIT) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)$")]
    private static partial Regex CommentPattern();

    [GeneratedRegex(@"^(?:[^\\]|\\[\\n""])*$")]
    private static partial Regex HelpPattern();

    [GeneratedRegex(
        """
        ^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)
        (?:\{(?<labels>(?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\[\\n"])*"(?:,(?!\})|(?=\})))*)\})?
        [ ](?<value>\S+)(?:[ ](?<time>-?[0-9]+(?:\.[0-9]+)?))?
        (?:[ ][#][ ]\{(?<exemplar>(?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\[\\n"])*"(?:,(?!\})|(?=\})))*)\}
        [ ](?<exemplarValue>\S+)(?:[ ][0-9]+(?:\.[0-9]+)?)?)?$
        """,
        RegexOptions.IgnorePatternWhitespace
    )]
    private static partial Regex SamplePattern();

    [GeneratedRegex("""([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"(?:,|$)""")]
    private static partial Regex LabelPattern();
}
