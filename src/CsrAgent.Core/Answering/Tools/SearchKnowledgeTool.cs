using System.Text.Json;
using CsrAgent.Knowledge;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Answering.Tools;

/// <summary>Lets the model search again, with its own query.</summary>
internal sealed class SearchKnowledgeTool(KnowledgeSearch search, IOptions<AnsweringOptions> options, ILogger<SearchKnowledgeTool> log)
    : IAgentTool
{
    public const string Name = "search_knowledge_base";

    private const int MaxQueryLength = 500;

    public AIFunctionDeclaration Declaration { get; } =
        AIFunctionFactory.CreateDeclaration(
            Name,
            "Searches the company's help articles. Use it when the passages you have do not answer the question. Write the query in the "
                + "customer's language, as a short phrase of the words an article would use.",
            JsonElement.Parse(
                """
                {
                  "type": "object",
                  "properties": { "query": { "type": "string", "description": "What to look for." } },
                  "required": ["query"],
                  "additionalProperties": false
                }
                """
            )
        );

    public async Task<ToolResult> RunAsync(ToolCall call, CancellationToken cancellationToken)
    {
        if (call.Text("query") is not { Length: <= MaxQueryLength } query)
        {
            return ToolResult.Error(
                $"Nothing was searched: \"query\" has to be a text of 1 to {MaxQueryLength} characters. Call again with one."
            );
        }
        try
        {
            var hits = await search.SearchAsync(query, [], call.Request.Language, options.Value.SearchLimit, cancellationToken);
            return hits.Count == 0
                ? ToolResult.Text("No article fits this query. Try other words once; else say that you do not know.")
                : new() { Contents = [.. hits.Select(PassageContent.Create)], Passages = hits };
        }
        // The interface does not say what an index throws, and a turn must not fail because of an additional search.
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogWarning(
                error,
                "A search for the model failed in {ConversationId}; it answers from what it has.",
                call.Request.ConversationId
            );
            return ToolResult.Error(
                "The search is not working at the moment. Answer from the passages that you have, or say that you do not know."
            );
        }
    }
}
