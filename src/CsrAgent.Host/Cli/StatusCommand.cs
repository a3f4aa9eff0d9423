using System.CommandLine;
using System.Text.Json;
using Spectre.Console;

namespace CsrAgent.Host.Cli;

/// <summary><c>csr-agent kb status</c>: whether the articles can be searched, how their sources stand, and what is wrong.</summary>
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
        var status = await call.GetAsync("api/v1/admin/knowledge-base/status", cancellationToken);
        if (call.IsJson) call.PrintJson(new StatusReport(checks, status));
        else Print(call.Console, checks, status);
        return checks.TrueForAll(check => check.GetProperty("ok").GetBoolean() && FaultOf(check) is null);
    }

    private static void Print(IAnsiConsole console, List<JsonElement> checks, JsonElement status)
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
        console.Write(SourcesOf(status));
    }

    private static Table SourcesOf(JsonElement status)
    {
        var table = new Table().AddColumns("Source", "State", "Articles", "Failed", "Last synced", "Fault");
        foreach (var source in status.GetProperty("sources").EnumerateArray())
        {
            var (state, done, total) = (source.GetProperty("state"), source.GetProperty("done"), source.GetProperty("total"));
            table.AddRow(
                new Text(NameOf(source)),
                new Text(state.GetString() == "syncing" ? $"syncing, {done} of {total}" : state.ToString()),
                new Text(source.GetProperty("articles").ToString()),
                new Text(source.GetProperty("failed").ToString()),
                new Text(source.GetProperty("last_synced").ToString()),
                new Text(FaultOf(source) ?? "")
            );
        }
        if (!status.GetProperty("syncs").GetBoolean()) table.Caption("Another process reads the sources, and knows how they stand.");
        return table;
    }

    private static string NameOf(JsonElement check) => check.GetProperty("name").ToString();

    private static string? FaultOf(JsonElement check) => check.GetProperty("fault").GetString();

    private sealed record StatusReport(IReadOnlyList<JsonElement> Checks, JsonElement Knowledge);
}
