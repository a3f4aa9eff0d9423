using System.Text.Json;
using CsrAgent.Answering.Tools;
using CsrAgent.Conversations;
using Microsoft.Extensions.AI;

namespace CsrAgent.Tests.Answering;

/// <summary>An action as a company may configure one.</summary>
internal sealed class RefundTool : IAgentTool
{
    public const string Name = "refund_order";

    public Exception? Error { get; init; }

    public AIFunctionDeclaration Declaration { get; } =
        AIFunctionFactory.CreateDeclaration(Name, "Refunds the order.", JsonElement.Parse("""{"type":"object","properties":{}}"""));

    public Task<ToolResult> RunAsync(ToolCall call, CancellationToken cancellationToken) =>
        Error is null
            ? Task.FromResult(ToolResult.Text("Refunded 20 EUR.") with { Proves = ProvenActions.Action })
            : Task.FromException<ToolResult>(Error);
}
