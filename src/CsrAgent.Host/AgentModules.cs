using CsrAgent.Adapters;
using CsrAgent.Adapters.Claude;
using CsrAgent.Adapters.Documents;
using CsrAgent.Adapters.Elasticsearch;
using CsrAgent.Adapters.Lucene;
using CsrAgent.Adapters.Markdown;
using CsrAgent.Adapters.MiniLm;
using CsrAgent.Adapters.OpenAi;
using CsrAgent.Adapters.OpenAi.Embeddings;
using CsrAgent.Adapters.Polly;
using CsrAgent.Adapters.Qdrant;
using CsrAgent.Adapters.Redis;
using CsrAgent.Adapters.Slack;
using CsrAgent.Adapters.Sqlite;
using CsrAgent.Adapters.Webhooks;
using CsrAgent.Adapters.Website;
using CsrAgent.Adapters.Yaml;
using CsrAgent.Adapters.Zendesk;
using CsrAgent.Adapters.Zendesk.HelpCenter;
using CsrAgent.Channels;
using CsrAgent.Settings;

namespace CsrAgent.Host;

/// <summary>The channels, indexes, stores and models that this server can have.</summary>
internal static class AgentModules
{
    /// <summary>One line each. Of those that provide the same, the first that is on is taken.</summary>
    public static readonly IReadOnlyList<IAgentModule> All =
    [
        new WebChannelModule(),
        new SlackModule(),
        new SlackStaffModule(),
        new RedisModule(),
        new SqliteModule(),
        new QdrantModule(),
        new ClaudeModule(),
        new OpenAiModule(),
        new ModelResilienceModule(),
        new OpenAiEmbeddingModule(),
        new MiniLmModule(),
        new LanguageAnalysisModule(),
        new ElasticsearchModule(),
        new LuceneModule(),
        new DocumentsModule(),
        new MarkdownModule(),
        new EscalationRulesModule(),
        new ZendeskModule(),
        new HelpCenterModule(),
        new WebhookModule(),
        new WebsiteModule(),
    ];

    /// <summary>Registers the modules that the settings switch on.</summary>
    public static IServiceCollection AddModules(
        this IServiceCollection services,
        IReadOnlyList<IAgentModule> modules,
        ISettingValues settings,
        ServerRoles roles
    )
    {
        foreach (var module in Chosen(modules, settings))
        {
            services.AddSingleton(module);
            module.AddServices(services, roles);
        }
        return services;
    }

    /// <summary>Maps the modules' endpoints, below <c>/webhooks</c>.</summary>
    public static void MapWebhooks(this WebApplication app)
    {
        var webhooks = app.MapGroup("/webhooks").ExcludeFromDescription();
        foreach (var module in app.Services.GetServices<IAgentModule>().OfType<IEndpointModule>()) module.MapEndpoints(webhooks);
    }

    /// <summary>Waits until the modules are connected. Must complete before anything else starts.</summary>
    public static async Task ConnectModulesAsync(this WebApplication app, CancellationToken cancellationToken)
    {
        foreach (var module in app.Services.GetServices<IAgentModule>().OfType<IConnectingModule>())
        {
            await module.ConnectAsync(app.Services, cancellationToken);
        }
    }

    internal static IReadOnlyList<IAgentModule> Chosen(IReadOnlyList<IAgentModule> modules, ISettingValues settings)
    {
        var on = modules.Where(module => module.IsOn(settings)).ToList();
        var provided = on.Select(module => module.Provides).OfType<Type>().ToHashSet();
        return
        [
            .. on.Where(module => module.Provides is null || module == on.Find(other => other.Provides == module.Provides))
                .Where(module => module.Requires is null || provided.Contains(module.Requires)),
        ];
    }
}
