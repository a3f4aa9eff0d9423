using CsrAgent.Conversations;
using CsrAgent.Signals;

namespace CsrAgent.Adapters.Yaml;

/// <summary>Reads topics: changes built-in ones and adds others.</summary>
internal static class TopicReader
{
    private static readonly Dictionary<string, Action<SensitiveTopic, RulesNode>> Keys = new(StringComparer.Ordinal)
    {
        ["enabled"] = (topic, node) => topic.Enabled = node.Switch,
        ["team"] = (topic, node) => topic.Team = node.Text,
        ["priority"] = (topic, node) => topic.Priority = node.One<EscalationPriority>(),
        ["help"] = (topic, node) => topic.Help = node.One<HelpText>(),
        ["help_texts"] = (topic, node) => ReadTexts(topic.HelpTexts, node),
        ["words"] = (topic, node) => ReadWords(topic, node),
    };

    public static void Read(SensitiveTopicOptions options, RulesNode node)
    {
        foreach (var (name, value) in node.Entries)
        {
            if (name.Length is 0 or > 64 || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
            {
                throw value.Wrong("must be named with 1 to 64 of a-z, 0-9 and _");
            }
            if (!options.Topics.TryGetValue(name, out var topic)) options.Topics.Add(name, topic = new());
            value.Apply(topic, Keys);
        }
    }

    public static void ReadTexts(Dictionary<string, string> texts, RulesNode node)
    {
        foreach (var (language, text) in node.Entries) texts[LanguageOf(language, text)] = text.Text;
    }

    private static void ReadWords(SensitiveTopic topic, RulesNode node)
    {
        foreach (var (language, words) in node.Entries) topic.Keywords[LanguageOf(language, words)] = words.Texts;
    }

    private static string LanguageOf(string name, RulesNode node) =>
        name.Length == 2 && name.All(char.IsAsciiLetterLower)
            ? name
            : throw node.Wrong("must be under a language's two letters (ISO 639-1) such as en or de");
}
