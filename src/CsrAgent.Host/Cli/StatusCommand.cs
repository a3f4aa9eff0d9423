using System.CommandLine;
using System.Text.Json;
using Spectre.Console;

namespace CsrAgent.Host.Cli;

/// <summary><c>csr-agent kb status</c>: whether the server's articles can be searched, and what is wrong with them.</summary>
internal static class StatusCommand
{
    private static readonly string[] Parts = ["knowledge", "articles", "memory", "KnowledgeSyncService", "LuceneEmbeddingLoop"];

    public static Command Create(RunCommand run)
    {
        var command = new Command("status", "Whether the articles can be searched, and what is wrong. Exit code 1: something is.");
        command.SetAction((parsed, token) => run(parsed, call => RunAsync(call, token)));
        return command;
    }

    private static async Task<bool> RunAsync(CliCall call, CancellationToken cancellationToken)
    {
        var health = await call.GetHealthAsync(cancellationToken);
        var checks = health.GetProperty("checks").EnumerateArray().Where(check => Parts.Contains(NameOf(check))).ToList();
        if (call.IsJson) call.PrintJson(new StatusReport(checks));
        else Print(call.Console, checks);
        return checks.TrueForAll(check => check.GetProperty("ok").GetBoolean() && FaultOf(check) is null);
    }

    private static void Print(IAnsiConsole console, List<JsonElement> checks)
    {
        var table = new Table().AddColumns("Part", "State", "Fault");
        foreach (var check in checks)
        {
            table.AddRow(
                new Text(NameOf(check)),
                new Text(check.GetProperty("ok").GetBoolean() ? "ok" : "not ok"),
                new Text(FaultOf(check) ?? "")
            );
        }
        console.Write(table);
    }

    private static string NameOf(JsonElement check) => check.GetProperty("name").ToString();

    private static string? FaultOf(JsonElement check) => check.GetProperty("fault").GetString();

    private sealed record StatusReport(IReadOnlyList<JsonElement> Checks);
}
