using CsrAgent.Adapters.Claude;
using CsrAgent.Adapters.OpenAi;
using CsrAgent.Adapters.Polly;
using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Adapters.Yaml;
using CsrAgent.Admission;
using CsrAgent.Answering;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Escalation;
using CsrAgent.Handoff;
using CsrAgent.Host.Chat;
using CsrAgent.Host.Configuration;
using CsrAgent.Host.Identity;
using CsrAgent.Host.Telemetry;
using CsrAgent.Knowledge;
using CsrAgent.Settings;
using CsrAgent.Turns;

namespace CsrAgent.Host;

/// <summary>Every setting there is, in the order of docs/configuration.md.</summary>
internal static class AgentSettings
{
    private static readonly Type[] Options =
    [
        typeof(ServerOptions),
        typeof(DataOptions),
        typeof(ChatOptions),
        typeof(RedisOptions),
        typeof(IdentityOptions),
        typeof(RateLimitOptions),
        typeof(ClaudeOptions),
        typeof(OpenAiOptions),
        typeof(ModelResilienceOptions),
        typeof(AnsweringOptions),
        typeof(KnowledgeOptions),
        typeof(EscalationRulesOptions),
        typeof(EscalationOptions),
        typeof(HandoffOptions),
        typeof(TurnOptions),
        typeof(OutboxOptions),
        typeof(RetentionOptions),
        typeof(TelemetryOptions),
    ];

    public static IReadOnlyList<Setting> All { get; } = [.. Options.SelectMany(Setting.Of)];

    /// <summary>Makes the values known to the options. One that is not allowed stops the start, also that of a part that is off.</summary>
    public static ISettingValues AddSettingValues(this IServiceCollection services, IConfiguration configuration)
    {
        var values = new ConfigurationValues(configuration);
        foreach (var options in Options) values.Apply(Activator.CreateInstance(options)!);
        services.AddSingleton<ISettingValues>(values);
        return values;
    }
}
