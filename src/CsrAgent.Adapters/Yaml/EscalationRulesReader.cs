using CsrAgent.Conversations;
using CsrAgent.Escalation;
using CsrAgent.Handoff;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CsrAgent.Adapters.Yaml;

/// <summary>Reads the rules file into the options, and leaves options that it does not mention unchanged.</summary>
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

    private static readonly Dictionary<string, Action<EscalationRuleSet, RulesNode>> Keys = new(StringComparer.Ordinal)
    {
        ["default_team"] = (rules, node) => rules.Escalation.DefaultTeam = node.Text,
        ["thresholds"] = (rules, node) => node.Apply(rules.Escalation, Thresholds),
        ["reasons"] = (rules, node) => ReadReasons(rules.Escalation, node),
        ["topics"] = (rules, node) => TopicReader.Read(rules.Topics, node),
        ["teams"] = (rules, node) => TeamReader.Read(rules.Handoff, node),
        ["waits"] = (rules, node) => ReadWaits(rules.Handoff.Waits, node),
        ["texts"] = (rules, node) => ReadTexts(rules.Handoff, node),
        ["max_passed_on"] = (rules, node) => rules.Handoff.MaxPassedOn = node.Whole,
        ["person_silence"] = (rules, node) => rules.Handoff.PersonSilence = node.Duration,
    };

    /// <summary>The notices by their keys in the file.</summary>
    private static readonly Dictionary<string, HandoffNoticeKind> Notices = new(StringComparer.Ordinal)
    {
        ["told"] = HandoffNoticeKind.Opened,
        ["passed_on"] = HandoffNoticeKind.PassedOn,
        ["nobody_there"] = HandoffNoticeKind.NobodyThere,
        ["taken_back"] = HandoffNoticeKind.TakenBack,
    };

    private static readonly Dictionary<string, Action<EscalationRoute, RulesNode>> RouteKeys = new(StringComparer.Ordinal)
    {
        ["team"] = (route, node) => route.Team = node.Text,
        ["priority"] = (route, node) => route.Priority = node.One<EscalationPriority>(),
    };

    /// <exception cref="CsrAgentException">Names the key that is wrong and what is allowed.</exception>
    public static void Read(string yaml, EscalationRuleSet rules)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(yaml));
        }
        catch (Exception e)
        {
            // Whatever the library comes to on text that is not YAML.
            var line = e is YamlException yamlError ? $"line {yamlError.Start.Line}" : "the file";
            throw new CsrAgentException(
                $"ESCALATION_RULES: {line} is not valid YAML: {e.Message} Put texts with ':' or '#' in quotes, and give each key once.",
                e
            );
        }

        if (stream.Documents.Count > 0) new RulesNode(stream.Documents[0].RootNode, "").Apply(rules, Keys);
    }

    public static void ReadWaits(Dictionary<EscalationPriority, TimeSpan> waits, RulesNode node)
    {
        foreach (var (name, value) in node.Entries) waits[value.NameAs<EscalationPriority>(name)] = value.Duration;
    }

    private static void ReadTexts(HandoffOptions options, RulesNode node)
    {
        foreach (var (name, value) in node.Entries)
        {
            var text = Notices.TryGetValue(name, out var kind)
                ? kind
                : throw value.Wrong($"'{name}' must be one of {string.Join(", ", Notices.Keys)}");
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
