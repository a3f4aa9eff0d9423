using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Host.Audit;
using CsrAgent.Host.Backup;
using CsrAgent.Host.Cli;
using CsrAgent.Host.Configuration;
using CsrAgent.Host.Doctor;
using CsrAgent.Host.Identity;
using CsrAgent.Host.Probe;
using CsrAgent.Host.Support;
using CsrAgent.Settings;

namespace CsrAgent.Host;

/// <summary>What <c>csr-agent</c> does beside serving: each command reads the same settings as the server, and exits.</summary>
internal static class Commands
{
    private const int UsageError = 2;

    internal static IReadOnlyList<string> Names { get; } =
    [
        AuditCommand.Name,
        ProbeCommand.Name,
        DoctorCommand.Name,
        BackupCommand.Backup,
        BackupCommand.Restore,
        SupportBundleCommand.Name,
        CliCommands.Knowledge,
        CliCommands.Ask,
    ];

    /// <returns>The exit code; null where the first argument is no command.</returns>
    public static async Task<int?> RunAsync(string[] args, ISettingValues settings, TextWriter output, TextWriter error)
    {
        try
        {
            return args switch
            {
                [AuditCommand.Name, AuditVerifyCommand.Name, "--help" or "-h"] => CommandLine.Run(["--help"], output, error),
                [CliCommands.Knowledge or CliCommands.Ask, ..] => await CliCommands.RunAsync(args, Cli(settings), output, error),
                [_, "--help" or "-h"] when Names.Contains(args[0]) => CommandLine.Run(["--help"], output, error),
                [AuditCommand.Name, AuditVerifyCommand.Name, .. var rest] => await AuditAsync(AuditVerifyCommand.RunAsync, rest),
                [AuditCommand.Name, .. var rest] => await AuditAsync(AuditCommand.RunAsync, rest),
                [ProbeCommand.Name, .. var rest] => await ProbeCommand.RunAsync(rest, Probe(settings), output, error),
                [DoctorCommand.Name, .. var rest] => await DoctorCommand.RunAsync(rest, Doctor(settings), output, error),
                [BackupCommand.Backup or BackupCommand.Restore, .. var rest] => await BackupCommand.RunAsync(
                    args[0],
                    rest,
                    Server(settings),
                    output,
                    error
                ),
                [SupportBundleCommand.Name, .. var rest] =>
                    await SupportBundleCommand.RunAsync(rest, Support(rest, settings), output, error),
                _ => null,
            };
        }
        catch (CsrAgentException e) // A setting that the command needs.
        {
            await error.WriteLineAsync(e.Message);
            return UsageError;
        }

        Task<int> AuditAsync(Func<IReadOnlyList<string>, Uri, string?, TextWriter, TextWriter, Task<int>> run, IReadOnlyList<string> rest)
        {
            var cli = Cli(settings);
            return run(rest, cli.Server, cli.KeyFor(NamesServer(rest)), output, error);
        }
    }

    /// <summary>The first one: several are separated by commas while one replaces another.</summary>
    private static string? KeyIn(ISettingValues settings) => settings.Read<IdentityOptions>().ApiKey?.Split(',')[0].Trim();

    private static ProbeSettings Probe(ISettingValues settings) => new(settings.Read<ServerOptions>().Port, KeyIn(settings));

    /// <summary>On the server's own machine, its key is at hand.</summary>
    private static CliSettings Cli(ISettingValues settings)
    {
        var file = Path.Combine(settings.Read<DataOptions>().Folder, ApiKeys.Name);
        var own = File.Exists(file) ? File.ReadAllText(file).Trim() : null;
        return new(new Uri($"http://localhost:{settings.Read<ServerOptions>().Port}/"), KeyIn(settings), own);
    }

    private static BackedUpServer Server(ISettingValues settings) =>
        new(
            Path.GetFullPath(settings.Read<DataOptions>().Folder),
            settings.Read<RedisOptions>().Url.Length > 0,
            ServerVersion.Text,
            TimeProvider.System
        );

    private static bool NamesServer(IReadOnlyList<string> args) => args.Any(arg => arg.StartsWith("--server", StringComparison.Ordinal));

    private static SupportSubject Support(IReadOnlyList<string> args, ISettingValues settings)
    {
        var cli = Cli(settings);
        return new(Doctor(settings), cli.Server, cli.KeyFor(NamesServer(args)), Console.In, TimeProvider.System);
    }

    private static DoctorSubject Doctor(ISettingValues settings) =>
        new(
            AgentSettings.All,
            settings,
            [.. Environment.GetEnvironmentVariables().Keys.Cast<string>()],
            () =>
            {
                var builder = AgentHost.CreateBuilder();
                builder.AddAgent();
                // What is found is printed once, as a finding.
                builder.Logging.ClearProviders();
                var app = builder.Build();
                app.CheckOptions();
                return app;
            },
            StartFault.Explain,
            ServerVersion.Text
        );
}
