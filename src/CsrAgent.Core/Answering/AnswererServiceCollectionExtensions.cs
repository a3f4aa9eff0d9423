using CsrAgent.Answering.Tools;
using CsrAgent.Safety;
using CsrAgent.Telemetry;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CsrAgent.Answering;

public static class AnswererServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="IAnswerer"/>: with the model when an <see cref="IChatClient"/> is registered, else from the articles alone. Needs an
    /// <see cref="Knowledge.IKnowledgeIndex"/>; a <see cref="DetectLanguage"/>, where one is registered, checks the language of the model's replies.
    /// </summary>
    public static IServiceCollection AddAnswering(this IServiceCollection services)
    {
        services.AddOptions<AnsweringOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AnsweringOptions>, AnsweringOptionsValidation>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => Canary.Create());
        services.TryAddSingleton<SystemPrompt>();
        services.TryAddSingleton<AnswerComposer>();
        services.TryAddSingleton(provider => new AnswerVerifier(provider.GetRequiredService<SystemPrompt>(), provider.GetService<DetectLanguage>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAgentTool, SearchKnowledgeTool>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAgentTool, EscalateTool>());
        services.TryAddSingleton<ToolBox>();
        services.TryAddSingleton<GroundedAnswerer>();
        services.TryAddSingleton(provider => Choose(provider));
        return services;
    }

    private static IAnswerer Choose(IServiceProvider provider)
    {
        if (provider.GetService<IChatClient>() is not { } client)
            return provider.GetRequiredService<GroundedAnswerer>();
        var time = provider.GetRequiredService<TimeProvider>();
        var caller = new ModelCaller(new MeteredChatClient(client, time), time);
        var model = ActivatorUtilities.CreateInstance<CheckedModel>(provider, ActivatorUtilities.CreateInstance<ModelLoop>(provider, caller));
        return ActivatorUtilities.CreateInstance<ModelAnswerer>(provider, model);
    }
}
