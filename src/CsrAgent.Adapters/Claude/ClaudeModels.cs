using CsrAgent.Adapters.Claude.Catalog;
using CsrAgent.Answering.Model;
using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.Claude;

/// <summary>Claude's models over one connection pool, which is the caller's.</summary>
internal static class ClaudeModels
{
    public static ModelLineup Create(ClaudeApi api, ClaudeOptions options, TimeProvider time)
    {
        var directory = new ClaudeModelDirectory(api, time);
        var models = options
            .FallbackModels.Prepend(options.Model)
            .Append(options.SummaryModel)
            .Distinct()
            .ToDictionary(
                model => model,
                IChatClient (model) => new ClaudeFaultChatClient(new ClaudeChatClient(api, directory, model, options))
            );
        return new([.. options.FallbackModels.Prepend(options.Model).Distinct().Select(model => models[model])])
        {
            Summaries = models[options.SummaryModel],
        };
    }
}
