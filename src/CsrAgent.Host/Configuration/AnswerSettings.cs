using CsrAgent.Answering;

namespace CsrAgent.Host.Configuration;

/// <summary>Whom the agent speaks for, and how answers are bounded.</summary>
internal static class AnswerSettings
{
    private const string Group = "Answers";

    public static IEnumerable<Setting> All { get; } =
        [
            Setting.Of<AnsweringOptions>(
                Group,
                "COMPANY_NAME",
                "our company",
                "Whom the agent speaks for; 1 to 200 characters.",
                (o, v) => o.CompanyName = v
            ),
            Setting.Of<AnsweringOptions>(
                Group,
                "AGENT_NAME",
                "the virtual assistant",
                "The agent's name towards customers; 1 to 100 characters.",
                (o, v) => o.AgentName = v
            ),
            Setting.Of<AnsweringOptions>(
                Group,
                "AGENT_PERSONA",
                "Friendly, calm and to the point.",
                "How the agent comes across, in a few words for the model; up to 1000 characters.",
                (o, v) => o.Persona = v
            ),
            Setting.Of<AnsweringOptions>(
                Group,
                "MIN_CONFIDENCE",
                "0.35",
                "Below it the agent asks back, then offers a person; 0 to 1.",
                (o, v) => o.MinConfidence = Setting.Fraction(v)
            ),
            Setting.Of<AnsweringOptions>(
                Group,
                "MAX_MODEL_CALLS",
                "6",
                "Model calls in one turn, searches and a correction included; 1 to 20.",
                (o, v) => o.MaxModelCalls = Setting.Whole(v)
            ),
            Setting.Of<AnsweringOptions>(
                Group,
                "ANSWER_TIMEOUT",
                "45s",
                "Longest that the model may take over one turn; then the articles answer. 1 s to 10 min, below TURN_TIMEOUT.",
                (o, v) => o.AnswerTimeout = Setting.Duration(v)
            ),
            Setting.Of<AnsweringOptions>(
                Group,
                "ANSWER_SEARCH_LIMIT",
                "5",
                "Passages that one search of the model's returns; 1 to 20.",
                (o, v) => o.SearchLimit = Setting.Whole(v)
            ),
            Setting.Of<AnsweringOptions>(
                Group,
                "EXCERPT_LENGTH",
                "1500",
                "Characters of an article in an answer without a model; 200 to 10000.",
                (o, v) => o.ExcerptLength = Setting.Whole(v)
            ),
        ];
}
