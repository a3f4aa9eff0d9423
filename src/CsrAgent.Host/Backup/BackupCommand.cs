using CsrAgent.Host.Configuration;

namespace CsrAgent.Host.Backup;

/// <summary>
/// <c>csr-agent backup</c> and <c>csr-agent restore</c>: copies what a server keeps in DATA_DIR, while it runs, and puts a copy into an
/// empty folder.
/// </summary>
internal static class BackupCommand
{
    public const string Backup = "backup";
    public const string Restore = "restore";

    private const string Usage = "Usage: csr-agent backup --to FOLDER\n       csr-agent restore --from FOLDER";
    private const int Failed = 1;
    private const int WrongUse = 2;

    /// <param name="name">Which of both.</param>
    /// <param name="args">Those after it.</param>
    /// <param name="server">What is copied, or where to.</param>
    /// <param name="output">For what was copied.</param>
    /// <param name="error">For what keeps it from that.</param>
    /// <returns>0 after a copy that is whole, 1 without one, 2 after wrong use.</returns>
    public static async Task<int> RunAsync(
        string name,
        IReadOnlyList<string> args,
        BackedUpServer server,
        TextWriter output,
        TextWriter error
    )
    {
        try
        {
            var option = name == Backup ? "--to" : "--from";
            var folder = Path.GetFullPath(CommandOptions.Parse(name, args, option).Required(option));
            if (server.IsOnRedis) throw new CsrAgentException(BackedUpServer.RedisAdvice);
            await output.WriteLineAsync(name == Backup ? server.CopyTo(folder) : server.CopyFrom(folder));
            return 0;
        }
        catch (FormatException e)
        {
            await error.WriteLineAsync($"{e.Message}\n{Usage}");
            return WrongUse;
        }
        catch (Exception e) when (e is CsrAgentException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"Nothing was {(name == Backup ? "backed up" : "restored")}: {e.Message}");
            return Failed;
        }
    }
}
