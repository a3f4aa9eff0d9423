using CsrAgent.Telemetry;
using Microsoft.Extensions.AI;

namespace CsrAgent.Answering.Model;

/// <summary>Asks each configured model for one word.</summary>
internal sealed class ModelSelfTest(IServiceProvider services) : ISelfTest
{
    private const int MaxTokens = 64;

    public string Name => "model";

    public async Task<IReadOnlyList<Diagnosis>> RunAsync(CancellationToken cancellationToken)
    {
        if (services.GetService(typeof(ModelLineup)) is not ModelLineup lineup)
        {
            return [Diagnosis.Warning(Name, "no model: the articles are quoted. Set CLAUDE_API_KEY, or LLM_BASE_URL and LLM_MODEL.")];
        }
        return await Task.WhenAll(lineup.Models.Select(model => AskAsync(model, cancellationToken)));
    }

    private async Task<Diagnosis> AskAsync(IChatClient model, CancellationToken cancellationToken)
    {
        var id = (model.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata)?.DefaultModelId;
        try
        {
            var options = new ChatOptions { MaxOutputTokens = MaxTokens };
            await model.GetResponseAsync([new(ChatRole.User, "Answer with the word ok.")], options, cancellationToken);
            return Diagnosis.Ok(Name, $"{id} answers");
        }
        catch (ModelException e)
        {
            return Diagnosis.Fault(Name, $"{id}: {e.Line}");
        }
    }
}
