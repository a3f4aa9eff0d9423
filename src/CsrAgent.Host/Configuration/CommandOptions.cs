using CsrAgent.Settings;

namespace CsrAgent.Host.Configuration;

/// <summary>What stands after a command's name: options with a value each, <c>--server URL</c>.</summary>
internal sealed class CommandOptions
{
    private readonly string _command;
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private CommandOptions(string command) => _command = command;

    /// <exception cref="FormatException">Says which argument is wrong.</exception>
    public static CommandOptions Parse(string command, IReadOnlyList<string> args, params ReadOnlySpan<string> known)
    {
        var options = new CommandOptions(command);
        for (var i = 0; i < args.Count; i += 2)
        {
            if (!known.Contains(args[i])) throw new FormatException($"csr-agent {command} does not know \"{args[i]}\".");
            if (i + 1 == args.Count) throw new FormatException($"{args[i]} needs a value.");
            options._values[args[i]] = args[i + 1];
        }
        return options;
    }

    /// <summary>Null without it.</summary>
    public string? Find(string name) => _values.GetValueOrDefault(name);

    /// <exception cref="FormatException">It is missing.</exception>
    public string Required(string name) => Find(name) ?? throw new FormatException($"csr-agent {_command} needs {name}.");

    /// <summary>With a slash at its end.</summary>
    /// <exception cref="FormatException">It is no address.</exception>
    public Uri Address(string name, Uri otherwise) =>
        Find(name) is not { } text ? otherwise
        : Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address
        : throw new FormatException($"{name} must be the server's address, such as http://localhost:8080, not \"{text}\".");

    /// <exception cref="FormatException">It is no duration above zero.</exception>
    public TimeSpan Duration(string name, TimeSpan otherwise)
    {
        if (Find(name) is not { } text) return otherwise;
        try
        {
            return DurationText.Parse(text) is var span && span > TimeSpan.Zero
                ? span
                : throw new FormatException($"{name} must be greater than zero.");
        }
        catch (FormatException e)
        {
            throw new FormatException(e.Message.StartsWith(name, StringComparison.Ordinal) ? e.Message : $"{name} {e.Message}.", e);
        }
    }
}
