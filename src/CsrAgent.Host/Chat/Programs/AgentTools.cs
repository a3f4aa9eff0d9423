using System.ComponentModel;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;
using CsrAgent.Handoff;
using CsrAgent.Knowledge;
using CsrAgent.Languages;
using Microsoft.Extensions.Options;
using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace CsrAgent.Host.Chat.Programs;

/// <summary>What other agents can do with this one.</summary>
/// <remarks>Six constructor parameters: each tool has two or three of its own.</remarks>
[McpServerToolType]
internal sealed class AgentTools(
    ProgramQuestions questions,
    KnowledgeSearch search,
    LanguageDetector languages,
    HandoffWorkflow handoffs,
    RequestedHandoff requested,
    IOptions<ChatOptions> options
)
{
    private const int MaxArticles = 20;

    [McpServerTool(Name = "ask", Title = "Ask customer service", UseStructuredContent = true)]
    [Description(
        "Asks the company's customer service agent, which answers from the company's own articles and names them. Give the session_id of "
            + "its answer to go on with the conversation."
    )]
    public async Task<ToolAnswer> AskAsync(
        [Description("The question, in the customer's own words and language.")] string question,
        CancellationToken cancellationToken,
        [Description("The customer for whom it is asked; leave out for nobody in particular, or to go on.")] string? user_id = null,
        [Description("The conversation that goes on; leave out to begin one.")] string? session_id = null
    )
    {
        ReplyEvent? end = null;
        ReplyWait? asked = null;
        var refusal = await questions.AskAsync(
            new(question, user_id, session_id),
            async wait => end = await (asked = wait).EndAsync(options.Value.Timeout, cancellationToken),
            cancellationToken
        );
        if (refusal is not null) throw new McpException($"{refusal.Code}: {refusal.Detail}");
        return end is ReplyEvent.TurnEnded { Reply: var reply }
            ? ToolAnswer.From(reply.ToBody(asked!.Marks))
            : throw new McpException(
                $"turn_takes_long: the answer takes long; ask again in the session {asked!.Message.ConversationId} a little later."
            );
    }

    [McpServerTool(Name = "search_articles", Title = "Search help articles", ReadOnly = true, UseStructuredContent = true)]
    [Description("Searches the company's help articles; the best first.")]
    public async Task<ToolArticles> SearchAsync(
        [Description("What to look for.")] string query,
        CancellationToken cancellationToken,
        [Description("How many at most, 1 to 20.")] int limit = 5
    )
    {
        if (string.IsNullOrWhiteSpace(query)) throw new McpException("query is empty; say what to look for.");
        var language = languages.Detect(query).Code ?? "en";
        var found = await search.SearchArticlesAsync(query, [], language, Math.Clamp(limit, 1, MaxArticles), cancellationToken);
        return new([.. found.Select(a => new ToolArticle(a.Id, a.Title, a.Url, Math.Round(a.RelevanceScore, 3), a.Snippet))]);
    }

    [McpServerTool(Name = "hand_over", Title = "Hand over to a person", UseStructuredContent = true)]
    [Description("Hands a conversation over to the company's people, who read it and answer there.")]
    public async Task<ToolHandoff> HandOverAsync(
        [Description("The session_id that ask gave.")] string session_id,
        CancellationToken cancellationToken
    )
    {
        var ticket =
            ConversationId.IsValid(session_id) ? await handoffs.OpenAsync(new(session_id), requested.Create, cancellationToken) : null;
        return ticket is null
            ? throw new McpException("There is no such conversation, or it has ended: begin one with ask.")
            : new(session_id, ticket.Id, ticket.Team, ticket.NoticeText);
    }
}
