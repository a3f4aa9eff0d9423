using Microsoft.Extensions.AI;

namespace CsrAgent.Answering.Tools;

/// <summary>
/// Something that the model may call in a turn. Safe to call from many threads. <see cref="RunAsync"/> decides what is allowed, never the
/// prompt. Throws only <see cref="OperationCanceledException"/>: any other failure is a result that says what to do instead.
/// </summary>
internal interface IAgentTool
{
    /// <summary>Name, description and JSON schema as the model sees them. Stable, so that the provider can cache it.</summary>
    AIFunctionDeclaration Declaration { get; }

    Task<ToolResult> RunAsync(ToolCall call, CancellationToken cancellationToken);
}
