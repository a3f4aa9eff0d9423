using System.Text.Json;
using CsrAgent.Conversations;
using CsrAgent.Languages;
using CsrAgent.Privacy;
using Microsoft.Extensions.AI;

namespace CsrAgent.Answering.Tools;

/// <summary>
/// Lets the model request a person. It is only a request: the turn's rules decide on team, priority and what the customer is told.
/// </summary>
/// <param name="redactor">What the model writes to people is stored: it must hold no card that a customer has spelled out.</param>
internal sealed class EscalateTool(Redactor redactor) : IAgentTool
{
    public const string Name = "escalate_to_human";

    private const int MaxSummaryLength = 2_000;

    // Not all reasons: the others are determined by rules, not by the model.
    private static readonly Dictionary<string, EscalationReason> Reasons = new(StringComparer.Ordinal)
    {
        ["customer_request"] = EscalationReason.CustomerRequest,
        ["sensitive_topic"] = EscalationReason.SensitiveTopic,
        ["low_confidence"] = EscalationReason.LowConfidence,
        ["action_failed"] = EscalationReason.ActionFailed,
        ["policy"] = EscalationReason.Policy,
        ["model_request"] = EscalationReason.ModelRequest,
    };

    public AIFunctionDeclaration Declaration { get; } =
        AIFunctionFactory.CreateDeclaration(
            Name,
            "Hands the conversation over to a human colleague. The customer is told by the system who takes over and when.",
            JsonElement.Parse(
                WrappedText.Unwrap(
                    """
                    {
                      "type": "object",
                      "properties": {
                        "reason": {
                          "type": "string",
                          "enum": ["customer_request", "sensitive_topic", "low_confidence", "action_failed", "policy", "model_request"],
                          "description": "customer_request: asked for a person. sensitive_topic: legal, medical, safety or fraud. \
                          low_confidence: the articles do not answer it. action_failed: a tool failed. policy: the rules do not let you. \
                          model_request: anything else."
                        },
                        "summary": { "type": "string", "description": "For the colleague, in 1 to 3 sentences: what the customer wants and \
                        what was tried." }
                      },
                      "required": ["reason", "summary"],
                      "additionalProperties": false
                    }
                    """
                )
            )
        );

    public Task<ToolResult> RunAsync(ToolCall call, CancellationToken cancellationToken) => Task.FromResult(Run(call));

    private ToolResult Run(ToolCall call)
    {
        if (call.Text("reason") is not { } name || !Reasons.TryGetValue(name, out var reason))
        {
            return ToolResult.Error($"Nobody was asked: \"reason\" has to be one of {string.Join(", ", Reasons.Keys)}. Call again.");
        }
        var summary = call.Text("summary") is { } text ? redactor.Redact(text[..Math.Min(text.Length, MaxSummaryLength)]).Text : null;
        return ToolResult.Text(
            "A colleague will take over after this reply, and the system tells the customer what to expect. Close with one short, kind "
                + "sentence."
        ) with
        {
            Handoff = new(reason, summary),
            Proves = ProvenActions.Handoff,
        };
    }
}
