using CsrAgent.Settings;

namespace CsrAgent.Host.Audit;

/// <summary>The arguments of <c>csr-agent audit</c>.</summary>
internal sealed record AuditArguments
{
    public required Uri Server { get; init; }

    /// <summary>A client's own record of what it sent and saw, or null.</summary>
    public string? History { get; private init; }

    /// <summary>How long an accepted message may wait for its turn.</summary>
    public TimeSpan MaxWait { get; private init; } = TimeSpan.FromMinutes(5);

    /// <param name="args">Those after the command's name.</param>
    /// <param name="server">Where the server is without <c>--server</c>.</param>
    /// <exception cref="FormatException">Says which argument is wrong.</exception>
    public static AuditArguments Parse(IReadOnlyList<string> args, Uri server)
    {
        var arguments = new AuditArguments { Server = server };
        for (var i = 0; i < args.Count; i += 2)
        {
            if (i + 1 == args.Count) throw new FormatException($"{args[i]} needs a value.");
            arguments = args[i] switch
            {
                "--server" => arguments with { Server = Address(args[i + 1]) },
                "--history" => arguments with { History = args[i + 1] },
                "--max-wait" => arguments with { MaxWait = Duration(args[i + 1]) },
                _ => throw new FormatException($"csr-agent audit does not know \"{args[i]}\"."),
            };
        }

        return arguments;
    }

    private static Uri Address(string text) =>
        Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new FormatException($"--server must be the server's address, such as http://localhost:8080, not \"{text}\".");

    private static TimeSpan Duration(string text)
    {
        try
        {
            return DurationText.Parse(text);
        }
        catch (FormatException e)
        {
            throw new FormatException($"--max-wait {e.Message}.", e);
        }
    }
}
