using System.CommandLine;

namespace CsrAgent.Host.Cli;

/// <summary>
/// <c>csr-agent kb …</c> and <c>csr-agent ask</c>: what the admin API and the chat do, for people and scripts at a terminal. They talk to
/// a running server, so that it does not matter where its stores are.
/// </summary>
internal static class CliCommands
{
    public const string Knowledge = "kb";
    public const string Ask = "ask";

    private const int WrongUse = 2;

    private static readonly Option<string?> Server = new("--server")
    {
        Description = "The server's address; without it, http://localhost and PORT.",
        HelpName = "URL",
        Recursive = true,
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print what the server answers, as JSON.", Recursive = true };

    /// <param name="args">With the command's name.</param>
    /// <param name="settings">Of this process: where the server is, and its key.</param>
    /// <param name="output">For what was asked for.</param>
    /// <param name="error">For what keeps it from that, and for progress.</param>
    /// <returns>0 for yes, 1 for no (nothing found, an article refused, not ready), 2 where it could not be told.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CliSettings settings, TextWriter output, TextWriter error)
    {
        var parsed = Root(settings, output, error).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var fault in parsed.Errors) await error.WriteLineAsync(fault.Message);
            await error.WriteLineAsync($"csr-agent {args[0]} --help tells how it is used.");
            return WrongUse;
        }
        var invocation = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
        };
        return await parsed.InvokeAsync(invocation, CancellationToken.None);
    }

    private static RootCommand Root(CliSettings settings, TextWriter output, TextWriter error)
    {
        var kb = new Command(Knowledge, "Looks at the articles of a running server, and changes them.");
        kb.Add(ImportCommand.Create(Run));
        kb.Add(SearchCommand.Create(Run));
        kb.Add(GapsCommand.Create(Run));
        kb.Add(DraftCommand.Create(Run));
        kb.Add(ReviewCommand.Create(Run));
        kb.Add(StatusCommand.Create(Run));
        kb.Add(ConfirmCommand.Create(Run));
        var root = new RootCommand("The customer service agent; csr-agent --help tells the rest.") { Server, Json };
        root.Add(kb);
        root.Add(AskCommand.Create(Run));
        return root;

        async Task<int> Run(ParseResult parsed, Func<CliCall, Task<bool>> step)
        {
            try
            {
                using var call = new CliCall(At(settings, parsed.GetValue(Server)), parsed.GetValue(Json), output, error);
                return await step(call) ? 0 : 1;
            }
            catch (CsrAgentException e)
            {
                await error.WriteLineAsync(e.Message);
                return WrongUse;
            }
        }
    }

    private static CliSettings At(CliSettings settings, string? server) =>
        server is null ? settings with { ApiKey = settings.KeyFor(isElsewhere: false) }
        : Uri.TryCreate(server.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? settings with { Server = address }
        : throw new CliException($"--server must be the server's address, such as http://localhost:8080, not \"{server}\".");
}
