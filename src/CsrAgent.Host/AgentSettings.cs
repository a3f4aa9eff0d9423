using CsrAgent.Admission;
using CsrAgent.Answering;
using CsrAgent.Answering.Model.Prices;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Embeddings;
using CsrAgent.Escalation;
using CsrAgent.Handoff;
using CsrAgent.Host.Chat;
using CsrAgent.Host.Chat.Programs;
using CsrAgent.Host.Configuration;
using CsrAgent.Host.Identity;
using CsrAgent.Host.Identity.Jwt;
using CsrAgent.Host.Telemetry;
using CsrAgent.Knowledge;
using CsrAgent.Memory;
using CsrAgent.Settings;
using CsrAgent.Turns;

namespace CsrAgent.Host;

/// <summary>All settings, in the order of docs/configuration.md.</summary>
internal static class AgentSettings
{
    private static readonly Type[] Options =
    [
        typeof(ServerOptions),
        typeof(DataOptions),
        typeof(ChatOptions),
        typeof(BrandOptions),
        typeof(ProgramOptions),
        typeof(IdentityOptions),
        typeof(JwtOptions),
        typeof(RateLimitOptions),
        typeof(AnsweringOptions),
        typeof(KnowledgeOptions),
        typeof(EmbeddingOptions),
        typeof(EscalationOptions),
        typeof(HandoffOptions),
        typeof(TurnOptions),
        typeof(OutboxOptions),
        typeof(RetentionOptions),
        typeof(MemoryOptions),
        typeof(TelemetryOptions),
        typeof(ModelPriceOptions),
    ];

    public static IReadOnlyList<Setting> All { get; } = Of(AgentModules.All);

    /// <summary>The settings of the server and of these modules.</summary>
    public static IReadOnlyList<Setting> Of(IEnumerable<IAgentModule> modules) => [.. Types(modules).SelectMany(Setting.Of)];

    /// <summary>Makes the values available to the options. An invalid value stops the start, even if its module is off.</summary>
    public static ISettingValues AddSettingValues(
        this IServiceCollection services,
        IConfiguration configuration,
        IEnumerable<IAgentModule> modules
    )
    {
        var values = new ConfigurationValues(configuration);
        foreach (var options in Types(modules)) values.Apply(Activator.CreateInstance(options)!);
        services.AddSingleton<ISettingValues>(values);
        return values;
    }

    private static IEnumerable<Type> Types(IEnumerable<IAgentModule> modules) =>
        Options.Concat(modules.SelectMany(module => module.Options));
}
