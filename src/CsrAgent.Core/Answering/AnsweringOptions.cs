using System.ComponentModel.DataAnnotations;
using CsrAgent.Settings;

namespace CsrAgent.Answering;

/// <summary>How answers are generated, limited and evaluated.</summary>
[SettingGroup("Answers")]
public sealed class AnsweringOptions
{
    internal const string Unnamed = "the virtual assistant";

    [Setting("COMPANY_NAME", "The company that the agent speaks for.")]
    [Required, StringLength(200, MinimumLength = 1)]
    public string CompanyName { get; set; } = "our company";

    [Setting("AGENT_NAME", "The agent's name, as customers see it.")]
    [Required, StringLength(100, MinimumLength = 1)]
    public string AgentName { get; set; } = Unnamed;

    [Setting("AGENT_PERSONA", "How the agent comes across, in a few words for the model.")]
    [StringLength(1000)]
    public string Persona { get; set; } = "Friendly, calm and to the point.";

    [Setting(
        "AI_DISCLOSURE",
        "The sentence that opens a conversation on Slack, Zendesk and other outbound channels and says that an AI answers; the HTTP API "
            + "has it as ai_disclosure in the first answer. Empty for our own wording, in the customer's language. It cannot be switched "
            + "off; the chat page and the widget say it in their header."
    )]
    [StringLength(500), SaysAi]
    public string Disclosure { get; set; } = "";

    [Setting("MAX_MODEL_CALLS", "Model calls in one turn, searches and a correction included.")]
    [Range(1, 20)]
    public int MaxModelCalls { get; set; } = 6;

    [Setting(
        "ANSWER_TIMEOUT",
        "Time limit for the model over one turn, all calls together; then the articles answer. Must be below TURN_TIMEOUT."
    )]
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromSeconds(45);

    [Setting(
        "MIN_CONFIDENCE",
        "Confidence below which the agent asks back once, then offers a person; without a model, the relevance below which an article "
            + "is no answer."
    )]
    [Range(0.0, 1.0)]
    public double MinConfidence { get; set; } = 0.35;

    [Setting(
        "ANSWER_CACHE",
        "Answers of the model to first questions that this process keeps, to give them again to other customers who ask the same, until an "
            + "article changes; 0 for none. Never kept: what names numbers of a customer, follows an action or is of low confidence."
    )]
    [Range(0, 1_000_000)]
    public int CacheSize { get; set; }

    [Setting("ANSWER_SEARCH_LIMIT", "Passages that one search by the model, or for one question of several, returns.")]
    [Range(1, 20)]
    public int SearchLimit { get; set; } = 5;

    [Setting("EXCERPT_LENGTH", "Characters of an article in an answer without a model.")]
    [Range(200, 10_000)]
    public int ExcerptLength { get; set; } = 1_500;
}
