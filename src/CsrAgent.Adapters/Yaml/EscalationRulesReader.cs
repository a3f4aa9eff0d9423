using CsrAgent.Escalation;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CsrAgent.Adapters.Yaml;

/// <summary>Reads the rules file into the options: what it names is set, the rest stays.</summary>
internal static class EscalationRulesReader
{
    private static readonly Dictionary<string, Action<EscalationOptions, RulesNode>> Thresholds = new(StringComparer.Ordinal)
    {
        ["negative_score"] = (options, node) => options.NegativeScore = node.Fraction,
        ["negative_turns"] = (options, node) => options.NegativeTurns = node.Whole,
        ["very_negative_score"] = (options, node) => options.VeryNegativeScore = node.Fraction,
        ["low_confidence_turns"] = (options, node) => options.LowConfidenceTurns = node.Whole,
        ["same_question_times"] = (options, node) => options.SameQuestionTimes = node.Whole,
        ["turn_limit"] = (options, node) => options.TurnLimit = node.Whole,
    };

    private static readonly Dictionary<string, Action<EscalationOptions, RulesNode>> Keys = new(StringComparer.Ordinal)
    {
        ["default_team"] = (options, node) => options.DefaultTeam = node.Text,
        ["thresholds"] = (options, node) => node.Apply(options, Thresholds),
        ["reasons"] = (options, node) => ReadReasons(options, node),
        ["topics"] = (options, node) => TopicReader.Read(options, node),
        ["teams"] = (options, node) => TeamReader.Read(options, node),
        ["waits"] = (options, node) => ReadWaits(options.Waits, node),
        ["texts"] = (options, node) => ReadTexts(options, node),
        ["max_passed_on"] = (options, node) => options.MaxPassedOn = node.Whole,
        ["person_silence"] = (options, node) => options.PersonSilence = node.Duration,
    };

    private static readonly Dictionary<string, Action<EscalationRoute, RulesNode>> RouteKeys = new(StringComparer.Ordinal)
    {
        ["team"] = (route, node) => route.Team = node.Text,
        ["priority"] = (route, node) => route.Priority = node.One<EscalationPriority>(),
    };

    /// <exception cref="CsrAgentException">Names the key that is wrong, and what is right.</exception>
    public static void Read(string yaml, EscalationOptions options)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(yaml));
        }
        catch (YamlException e)
        {
            throw new CsrAgentException($"ESCALATION_RULES: line {e.Start.Line} is not valid YAML: {e.Message} Put texts with ':' or '#' in quotes, and give each key once.", e);
        }

        if (stream.Documents.Count > 0) new RulesNode(stream.Documents[0].RootNode, "").Apply(options, Keys);
    }

    public static void ReadWaits(Dictionary<EscalationPriority, TimeSpan> waits, RulesNode node)
    {
        foreach (var (name, value) in node.Entries) waits[value.NameAs<EscalationPriority>(name)] = value.Duration;
    }

    private static void ReadTexts(EscalationOptions options, RulesNode node)
    {
        foreach (var (name, value) in node.Entries)
        {
            var text = value.NameAs<HandoffText>(name);
            if (!options.Texts.TryGetValue(text, out var texts)) options.Texts.Add(text, texts = new(StringComparer.OrdinalIgnoreCase));
            TopicReader.ReadTexts(texts, value);
        }
    }

    private static void ReadReasons(EscalationOptions options, RulesNode node)
    {
        foreach (var (name, value) in node.Entries)
        {
            var reason = value.NameAs<EscalationReason>(name);
            if (!options.Reasons.TryGetValue(reason, out var route)) options.Reasons.Add(reason, route = new());
            value.Apply(route, RouteKeys);
        }
    }
}
