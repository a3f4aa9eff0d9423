namespace CsrAgent.Host.Cli;

/// <summary>What a command at the terminal takes from the environment.</summary>
/// <param name="Server">Of the server that PORT names on this machine, with a slash at its end.</param>
/// <param name="ApiKey">API_KEY, or null.</param>
/// <param name="OwnKey">The key in DATA_DIR, which is for the server on this machine only; or null.</param>
internal sealed record CliSettings(Uri Server, string? ApiKey, string? OwnKey = null)
{
    /// <summary>For another server than this machine's, nothing but API_KEY: the own key would be told to a stranger.</summary>
    public string? KeyFor(bool isElsewhere) => isElsewhere ? ApiKey : ApiKey ?? OwnKey;
}
