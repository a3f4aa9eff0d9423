using System.CommandLine;

namespace CsrAgent.Host.Cli;

/// <summary><c>csr-agent kb draft</c>: the beginning of a missing article, as a file to complete.</summary>
internal static class DraftCommand
{
    public static Command Create(RunCommand run)
    {
        var id = new Argument<string>("id") { Description = "Of the group of questions, as kb gaps shows it." };
        var command = new Command("draft", "Has the model draft the article that a group of questions lacks. Nothing is published.") { id };
        command.SetAction((parsed, token) => run(parsed, call => RunAsync(call, parsed.GetRequiredValue(id), token)));
        return command;
    }

    private static async Task<bool> RunAsync(CliCall call, string id, CancellationToken cancellationToken)
    {
        var path = $"api/v1/admin/knowledge-base/gaps/{Uri.EscapeDataString(id)}/draft";
        var answer = await call.PostAsync(path, new { }, cancellationToken);
        if (call.IsJson) call.PrintJson(answer);
        else call.Print(answer.GetProperty("markdown").ToString());
        return true;
    }
}
