using CsrAgent.Adapters.Yaml;
using CsrAgent.Host.Configuration;

namespace CsrAgent.Host;

/// <summary>
/// The options of <c>csr-agent</c>: each prints something and exits. Settings are environment variables only, so an unknown argument, such
/// as <c>--urls</c>, is rejected rather than silently ignored.
/// </summary>
internal static class CommandLine
{
    /// <summary>The usual exit code for incorrect usage.</summary>
    private const int UsageError = 2;

    /// <returns>The exit code; null without options, so that the server starts.</returns>
    public static int? Run(string[] args, TextWriter output, TextWriter error)
    {
        if (args.Length == 0) return null;
        if (args.Length == 1 && TextFor(args[0]) is { } text)
        {
            output.Write(text);
            return 0;
        }

        var unknown = args.FirstOrDefault(arg => TextFor(arg) is null);
        error.WriteLine(
            unknown is null
                ? "csr-agent takes one option at a time."
                : $"csr-agent does not know \"{unknown}\". Settings are environment variables, such as PORT=9000."
        );
        error.WriteLine("Usage: csr-agent [--settings | --escalation-rules | --version | --help]");
        error.WriteLine("       csr-agent ask | audit | backup | doctor | kb | probe | restore | support-bundle");
        return UsageError;
    }

    private static string? TextFor(string option) =>
        option switch
        {
            "--settings" => SettingsTable.Render(AgentSettings.All),
            "--escalation-rules" => ShippedRules.Read(),
            "--version" => $"csr-agent {ServerVersion.Text}\n",
            "--help" or "-h" => Usage(),
            _ => null,
        };

    private static string Usage()
    {
        using var stream =
            typeof(CommandLine).Assembly.GetManifestResourceStream("usage.txt")
            ?? throw new InvalidOperationException("usage.txt is not embedded: see EmbeddedResource in CsrAgent.Host.csproj.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
