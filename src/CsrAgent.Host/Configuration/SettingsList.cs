namespace CsrAgent.Host.Configuration;

/// <summary>Every setting there is, in the order of docs/configuration.md. Each group has a file of its own beside this one.</summary>
internal static class SettingsList
{
    public static readonly IReadOnlyList<Setting> All =
    [
        .. ServerSettings.All,
        .. RedisSettings.All,
        .. AccessSettings.All,
        .. ModelSettings.All,
        .. ResilienceSettings.All,
        .. AnswerSettings.All,
        .. KnowledgeSettings.All,
        .. EscalationSettings.All,
        .. WorkSettings.All,
        .. RetentionSettings.All,
        .. TelemetrySettings.All,
    ];
}
