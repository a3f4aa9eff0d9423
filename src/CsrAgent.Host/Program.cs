using CsrAgent.Host;
using CsrAgent.Host.Configuration;
using Microsoft.Extensions.Options;

if (args.Length > 0 && await Commands.RunAsync(args, ConfigurationValues.OfProcess(), Console.Out, Console.Error) is { } result)
{
    return result;
}
if (CommandLine.Run(args, Console.Out, Console.Error) is { } exitCode) return exitCode;

try
{
    var builder = AgentHost.CreateBuilder();
    builder.AddAgent();
    var app = builder.Build();
    app.CheckOptions();
    app.MapAgent();
    await StartingServer.WhileAsync(app.Services.GetRequiredService<IOptions<ServerOptions>>().Value, app.ConnectModulesAsync);
    await app.RunAsync();
    return 0;
}
catch (Exception e) when (StartFault.Explain(e) is { } explanation)
{
    await Console.Error.WriteLineAsync(explanation);
    return 1;
}

/// <summary>Declared so that tests can start the whole server.</summary>
public partial class Program;
