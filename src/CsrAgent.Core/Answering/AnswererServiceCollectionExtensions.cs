using CsrAgent.Answering.Cache;
using CsrAgent.Answering.Checks;
using CsrAgent.Answering.Drafts;
using CsrAgent.Answering.Grounded;
using CsrAgent.Answering.Model;
using CsrAgent.Answering.Model.Prices;
using CsrAgent.Answering.Prompt;
using CsrAgent.Answering.Review;
using CsrAgent.Answering.Tools;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Gaps;
using CsrAgent.Languages;
using CsrAgent.Memory;
using CsrAgent.Safety;
using CsrAgent.Settings;
using CsrAgent.Telemetry;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Answering;

public static class AnswererServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="IAnswerer"/>: with the model when an <see cref="IChatClient"/> is registered, else from the articles alone. Needs an
    /// <see cref="IKnowledgeIndex"/>; a <see cref="DetectLanguage"/>, where one is registered, checks the language of the model's replies.
    /// </summary>
    public static IServiceCollection AddAnswering(this IServiceCollection services)
    {
        services.AddSettings<AnsweringOptions>();
        services.AddSettings<ModelPriceOptions>();
        services.TryAddSingleton<ModelPrices>();
        services.AddKnowledgeSearch();
        services.AddMemory();
        services.TryAddSingleton(_ => Canary.Create());
        services.TryAddSingleton<SystemPrompt>();
        services.TryAddSingleton<AnswerComposer>();
        services.TryAddSingleton(provider => new AnswerVerifier(
            provider.GetRequiredService<SystemPrompt>(),
            provider.GetService<DetectLanguage>()
        ));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAgentTool, SearchKnowledgeTool>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAgentTool, EscalateTool>());
        services.TryAddSingleton<ToolBox>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ISelfTest, ModelSelfTest>());
        services.Replace(ServiceDescriptor.Singleton(ChooseExtractor));
        services.TryAddSingleton(CreateDrafter);
        services.TryAddSingleton<DuplicateFinder>();
        services.TryAddSingleton(CreateReview);
        services.TryAddSingleton<GroundedAnswerer>();
        services.TryAddSingleton<IAnswerer>(provider => new TracedAnswerer(
            Choose(provider),
            provider.GetRequiredService<IOptions<AnsweringOptions>>()
        ));
        return services;
    }

    /// <summary>What ends is read by the model for summaries, if there is a model.</summary>
    private static IMemoryExtractor ChooseExtractor(IServiceProvider provider)
    {
        var client = provider.GetKeyedService<IChatClient>(ModelLineup.SummariesKey) ?? provider.GetService<IChatClient>();
        if (client is null) return provider.GetRequiredService<FactExtractor>();
        var time = provider.GetRequiredService<TimeProvider>();
        var metered = new MeteredChatClient(client, provider.GetRequiredService<ModelPrices>(), time);
        return ActivatorUtilities.CreateInstance<ModelMemoryExtractor>(provider, metered);
    }

    private static ArticleDrafter CreateDrafter(IServiceProvider provider) =>
        new(
            provider.GetRequiredService<KnowledgeGapReport>(),
            provider.GetRequiredService<KnowledgeSearch>(),
            FindModel(provider),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ArticleDrafter>>()
        );

    private static ArticleReview CreateReview(IServiceProvider provider) =>
        new(
            provider.GetRequiredService<IKnowledgeIndex>(),
            provider.GetRequiredService<DuplicateFinder>(),
            FindModel(provider) is { } model ? ActivatorUtilities.CreateInstance<ContradictionCheck>(provider, model) : null
        );

    private static MeteredChatClient? FindModel(IServiceProvider provider) =>
        provider.GetService<IChatClient>() is { } client
            ? new MeteredChatClient(client, provider.GetRequiredService<ModelPrices>(), provider.GetRequiredService<TimeProvider>())
            : null;

    private static IAnswerer Choose(IServiceProvider provider)
    {
        if (provider.GetService<IChatClient>() is not { } client) return provider.GetRequiredService<GroundedAnswerer>();
        var time = provider.GetRequiredService<TimeProvider>();
        var caller = new ModelClient(new MeteredChatClient(client, provider.GetRequiredService<ModelPrices>(), time), time);
        var model = ActivatorUtilities.CreateInstance<VerifiedAnswerer>(
            provider,
            ActivatorUtilities.CreateInstance<ToolLoop>(provider, caller)
        );
        var answerer = ActivatorUtilities.CreateInstance<ModelAnswerer>(provider, model);
        return provider.GetRequiredService<IOptions<AnsweringOptions>>().Value.CacheSize == 0
            ? answerer
            : ActivatorUtilities.CreateInstance<CachedAnswerer>(provider, answerer);
    }
}
