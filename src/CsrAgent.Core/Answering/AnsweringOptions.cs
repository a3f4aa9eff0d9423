using System.ComponentModel.DataAnnotations;

namespace CsrAgent.Answering;

/// <summary>How answers are made, bounded and judged.</summary>
public sealed class AnsweringOptions
{
    /// <summary>The company that the agent speaks for. 1 to 200 characters; default "our company". <c>COMPANY_NAME</c></summary>
    [Required, StringLength(200, MinimumLength = 1)]
    public string CompanyName { get; set; } = "our company";

    /// <summary>The agent's name towards customers. 1 to 100 characters; default "the virtual assistant". <c>AGENT_NAME</c></summary>
    [Required, StringLength(100, MinimumLength = 1)]
    public string AgentName { get; set; } = "the virtual assistant";

    /// <summary>
    /// How the agent comes across, in a few words for the model. Up to 1,000 characters; default "Friendly, calm and to the point."
    /// <c>AGENT_PERSONA</c>
    /// </summary>
    [StringLength(1000)]
    public string Persona { get; set; } = "Friendly, calm and to the point.";

    /// <summary>Most model calls in one turn, searches and a correction included. 1 to 20; default 6. <c>MAX_MODEL_CALLS</c></summary>
    [Range(1, 20)]
    public int MaxModelCalls { get; set; } = 6;

    /// <summary>
    /// Longest that the model may take over one turn, all calls together; then the answer is made without it. Has to be shorter than
    /// <c>TURN_TIMEOUT</c>. 1 s to 10 min; default 45 s. <c>ANSWER_TIMEOUT</c>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>
    /// Confidence (0..1) below which an answer counts as unanswered: the agent asks back once, then offers a person; and relevance below
    /// which an article is not given as an answer when there is no model. 0 to 1; default 0.35. <c>MIN_CONFIDENCE</c>
    /// </summary>
    [Range(0.0, 1.0)]
    public double MinConfidence { get; set; } = 0.35;

    /// <summary>
    /// Passages that one search of the model's, or of one question in a burst, returns. 1 to 20; default 5. <c>ANSWER_SEARCH_LIMIT</c>
    /// </summary>
    [Range(1, 20)]
    public int SearchLimit { get; set; } = 5;

    /// <summary>
    /// Length in characters that an article's own text takes in an answer without a model. 200 to 10,000; default 1,500.
    /// <c>EXCERPT_LENGTH</c>
    /// </summary>
    [Range(200, 10_000)]
    public int ExcerptLength { get; set; } = 1_500;
}
