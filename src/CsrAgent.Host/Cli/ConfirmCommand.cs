using System.CommandLine;
using System.Text.Json;
using Spectre.Console;

namespace CsrAgent.Host.Cli;

/// <summary><c>csr-agent kb confirm</c>: lets the articles go that a source lost at once.</summary>
internal static class ConfirmCommand
{
    public static Command Create(RunCommand run)
    {
        var source = new Argument<string>("source") { Description = "Its name, as kb status shows it." };
        var left = new Option<int?>("--left") { Description = "How many articles are left of it; without it, what the server found." };
        var command = new Command("confirm", "Lets the articles go that a source lost at once.") { source, left };
        command.SetAction(
            (parsed, token) => run(parsed, call => RunAsync(call, parsed.GetRequiredValue(source), parsed.GetValue(left), token))
        );
        return command;
    }

    private static async Task<bool> RunAsync(CliCall call, string source, int? left, CancellationToken cancellationToken)
    {
        var path = $"api/v1/admin/knowledge-base/sources/{Uri.EscapeDataString(source)}/confirm";
        var answer = await call.PostAsync(left is null ? path : $"{path}?left={left}", new { }, cancellationToken);
        if (call.IsJson) call.PrintJson(answer);
        else call.Console.WriteLine(Describe(answer.GetProperty("report")));
        return true;
    }

    private static string Describe(JsonElement report) =>
        report.ValueKind == JsonValueKind.Null
            ? "Confirmed. The process that builds the index deletes them with its next sync."
            : $"Confirmed. {report.GetProperty("deleted")} articles deleted.";
}
