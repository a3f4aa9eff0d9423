using System.Collections.Frozen;
using System.Diagnostics;
using CsrAgent.Telemetry;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Answering.Tools;

/// <summary>
/// The agent's tools, in a fixed order because the prompt cache covers the declarations. Also answers calls that cannot run.
/// </summary>
internal sealed class ToolBox
{
    private readonly FrozenDictionary<string, IAgentTool> _tools;
    private readonly ILogger<ToolBox> _log;

    public ToolBox(IEnumerable<IAgentTool> tools, ILogger<ToolBox> log)
    {
        var ordered = tools.OrderBy(tool => tool.Declaration.Name, StringComparer.Ordinal).ToArray();
        _tools = ordered.ToFrozenDictionary(tool => tool.Declaration.Name, StringComparer.Ordinal);
        _log = log;
        Declarations = [.. ordered.Select(tool => tool.Declaration)];
    }

    public IReadOnlyList<AITool> Declarations { get; }

    public async Task<ToolResult> RunAsync(FunctionCallContent call, AnswerRequest request, CancellationToken cancellationToken)
    {
        if (!_tools.TryGetValue(call.Name, out var tool))
        {
            return ToolResult.Error(
                $"There is no tool of this name. The tools are {string.Join(", ", _tools.Keys.Order(StringComparer.Ordinal))}."
            );
        }
        if (call.Exception is not null)
        {
            return ToolResult.Error(
                "The arguments were not whole JSON, so nothing was done. Call again with all arguments, and shorter ones."
            );
        }
        var arguments = call.Arguments?.ToDictionary() ?? [];
        using var span = AgentMeter.Activities.StartActivity($"execute_tool {call.Name}");
        span?.SetTag("gen_ai.operation.name", "execute_tool").SetTag("gen_ai.tool.name", call.Name).SetTag("gen_ai.tool.type", "function");
        try
        {
            var result = await tool.RunAsync(new(call.CallId, request, arguments), cancellationToken);
            if (result.IsError) span?.SetTag("error.type", "tool_error").SetStatus(ActivityStatusCode.Error);
            return result;
        }
        // A tool that breaks its contract must not take the customer's answer with it.
        catch (Exception error) when (error is not OperationCanceledException)
        {
            span?.SetTag("error.type", error.GetType().Name).SetStatus(ActivityStatusCode.Error);
            _log.LogError(error, "The tool {Tool} failed in {ConversationId}.", call.Name, request.ConversationId);
            return ToolResult.Error(
                "The tool failed, and it is not known whether it did anything. Do not call it again; say so and offer a colleague."
            );
        }
    }
}
