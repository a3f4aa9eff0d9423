using CsrAgent.Settings;

namespace CsrAgent.Host.Configuration;

/// <summary>
/// Reads settings from environment variables, or from the file that <c>NAME_FILE</c> names, as secrets are mounted. White space around a
/// value is dropped: a mounted secret often ends with a line break.
/// </summary>
internal sealed class ConfigurationValues(IConfiguration configuration) : ISettingValues
{
    /// <summary>Behind a setting's name: the value is in the file at this path.</summary>
    public const string FileSuffix = "_FILE";

    /// <summary>Those of this process, for what is no server.</summary>
    public static ConfigurationValues OfProcess() => new(new ConfigurationBuilder().AddEnvironmentVariables().Build());

    public string? Find(string name) => Value(name) ?? (Value(name + FileSuffix) is { } path ? ReadFile(name, path) : null);

    private string? Value(string name) => Trimmed(configuration[name]);

    private static string? Trimmed(string? text) => text?.Trim() is { Length: > 0 } value ? value : null;

    private static string? ReadFile(string name, string path)
    {
        try
        {
            return Trimmed(File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CsrAgentException(
                $"{name}{FileSuffix} names the file '{path}', which cannot be read ({e.GetType().Name}). Mount it, or set {name} itself.",
                e
            );
        }
    }
}
