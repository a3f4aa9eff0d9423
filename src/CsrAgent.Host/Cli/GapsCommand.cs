using System.CommandLine;
using Spectre.Console;

namespace CsrAgent.Host.Cli;

/// <summary><c>csr-agent kb gaps</c>: which articles are missing.</summary>
internal static class GapsCommand
{
    private const int DefaultLimit = 20;

    public static Command Create(RunCommand run)
    {
        var limit = new Option<int>("--limit") { Description = "How many groups, 1 to 500.", DefaultValueFactory = _ => DefaultLimit };
        var command = new Command("gaps", "Questions that no article answers, or not well, by how many customers asked them.") { limit };
        command.SetAction((parsed, token) => run(parsed, call => RunAsync(call, parsed.GetValue(limit), token)));
        return command;
    }

    private static async Task<bool> RunAsync(CliCall call, int limit, CancellationToken cancellationToken)
    {
        var answer = await call.GetAsync($"api/v1/admin/knowledge-base/gaps?limit={limit}", cancellationToken);
        var gaps = answer.GetProperty("gaps").EnumerateArray().ToList();
        if (call.IsJson)
        {
            call.PrintJson(answer);
            return true;
        }
        if (gaps.Count == 0)
        {
            call.Console.WriteLine("No question was left without an answer.");
            return true;
        }
        var table = new Table().AddColumns("Id", "Customers", "Times", "Rated down", "Question", "Other words", "Nearest article");
        foreach (var gap in gaps)
        {
            var others = gap.GetProperty("examples").EnumerateArray().Select(example => example.ToString()).Skip(1);
            table.AddRow(
                new Text(gap.GetProperty("id").ToString()),
                new Text(gap.GetProperty("customers").ToString()),
                new Text(gap.GetProperty("count").ToString()),
                new Text(gap.GetProperty("rated_down").ToString()),
                new Text(gap.GetProperty("question").ToString()),
                new Text(string.Join('\n', others)),
                new Text(gap.GetProperty("nearest_article_id").ToString())
            );
        }
        call.Console.Write(table);
        return true;
    }
}
