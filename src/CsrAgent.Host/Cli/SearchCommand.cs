using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace CsrAgent.Host.Cli;

/// <summary><c>csr-agent kb search</c>: the articles that a turn would find.</summary>
internal static class SearchCommand
{
    private const int DefaultLimit = 5;

    public static Command Create(RunCommand run)
    {
        var query = new Argument<string>("query") { Description = "What a customer would ask." };
        var limit = new Option<int>("--limit") { Description = "How many articles, 1 to 50.", DefaultValueFactory = _ => DefaultLimit };
        var command = new Command("search", "Searches as a turn would. Exit code 1: nothing found.") { query, limit };
        command.SetAction(
            (parsed, token) => run(parsed, call => RunAsync(call, parsed.GetRequiredValue(query), parsed.GetValue(limit), token))
        );
        return command;
    }

    private static async Task<bool> RunAsync(CliCall call, string query, int limit, CancellationToken cancellationToken)
    {
        var answer = await call.PostAsync("api/v1/admin/knowledge-base/search", new { query, limit }, cancellationToken);
        var results = answer.GetProperty("results").EnumerateArray().ToList();
        if (call.IsJson)
        {
            call.PrintJson(answer);
            return results.Count > 0;
        }
        if (results.Count == 0)
        {
            call.Console.WriteLine("Nothing found.");
            return false;
        }
        var table = new Table().AddColumns("Relevance", "Id", "Title", "Where it fits");
        foreach (var result in results)
        {
            table.AddRow(
                new Text(result.GetProperty("relevance_score").GetDouble().ToString("0.00", CultureInfo.InvariantCulture)),
                new Text(result.GetProperty("id").ToString()),
                new Text(result.GetProperty("title").ToString()),
                new Text(result.GetProperty("snippet").ToString())
            );
        }
        call.Console.Write(table);
        return true;
    }
}
