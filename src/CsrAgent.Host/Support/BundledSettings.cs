using System.Text.Encodings.Web;
using System.Text.Json;
using CsrAgent.Settings;

namespace CsrAgent.Host.Support;

/// <summary>
/// The settings as a support bundle has them. A value is shown only where it can be no secret: numbers, durations and choices, addresses
/// without what may authenticate, models and folders. Of everything else, that it is set.
/// </summary>
internal sealed class BundledSettings(IReadOnlyList<Setting> settings, ISettingValues values)
{
    private const int MinSecretLength = 4;

    internal static readonly HashSet<string> Harmless =
    [
        "CLAUDE_MODEL",
        "CLAUDE_FALLBACK_MODELS",
        "CLAUDE_SUMMARY_MODEL",
        "LLM_MODEL",
        "EMBEDDINGS_MODEL",
        "DATA_DIR",
        "KNOWLEDGE_BASE_PATH",
        "ESCALATION_RULES",
        "REDIS_CA_FILE",
    ];

    private readonly List<(Setting Setting, string Value, string Shown)> _set =
    [
        .. from setting in settings
           let value = Find(values, setting.Name)
           where value is not null
           select (setting, value, Show(setting, value)),
    ];

    public IEnumerable<string> Lines() => _set.Select(set => $"{set.Setting.Name}={set.Shown}");

    /// <summary>Takes out of a text what is hidden in the list of settings.</summary>
    public string Hide(string text) =>
        _set.Where(set => set.Shown != set.Value)
            .SelectMany(set => Secrets(set.Value))
            .Where(value => value.Length >= MinSecretLength)
            .SelectMany(Spellings)
            .Distinct(StringComparer.Ordinal)
            .OrderByDescending(value => value.Length)
            .Aggregate(text, (hidden, value) => hidden.Replace(value, "[hidden]", StringComparison.Ordinal));

    private static string Show(Setting setting, string value) =>
        (setting.IsClosed && IsValid(setting, value)) || Harmless.Contains(setting.Name) ? value
        : Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Host.Length > 0 ? $"{address.Scheme}://{address.Authority}/…"
        : $"(set, {value.Length} characters)";

    /// <summary>The value, each one of several, and who an address logs in as.</summary>
    private static IEnumerable<string> Secrets(string value)
    {
        var login = Uri.TryCreate(value, UriKind.Absolute, out var address) ? address.UserInfo.Split(':') : [];
        return [value, .. value.Split(',', StringSplitOptions.TrimEntries), .. login.Select(Uri.UnescapeDataString)];
    }

    /// <summary>In JSON and in addresses, some characters are written otherwise: "+" is in many keys.</summary>
    private static IEnumerable<string> Spellings(string secret) =>
        [
            secret,
            JsonEncodedText.Encode(secret).Value,
            JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value,
            Uri.EscapeDataString(secret),
        ];

    /// <summary>A key that got into the wrong setting is a secret too.</summary>
    private static bool IsValid(Setting setting, string value)
    {
        try
        {
            setting.Apply(Activator.CreateInstance(setting.Options)!, value);
            return true;
        }
        catch (CsrAgentException)
        {
            return false;
        }
    }

    /// <summary>A file of a secret that cannot be read is the doctor's to say.</summary>
    private static string? Find(ISettingValues values, string name)
    {
        try
        {
            return values.Find(name);
        }
        catch (CsrAgentException)
        {
            return null;
        }
    }
}
