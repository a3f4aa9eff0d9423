using System.CommandLine;

namespace CsrAgent.Host.Cli;

/// <summary>Runs a command's step against the server that was named; its result is the exit code.</summary>
internal delegate Task<int> RunCommand(ParseResult parsed, Func<CliCall, Task<bool>> step);
