namespace CsrAgent.Host.Cli;

/// <summary>Keeps a command from a result; says what to do about it.</summary>
internal sealed class CliException(string message) : CsrAgentException(message);
