using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace CsrAgent.Host.Cli;

/// <summary><c>csr-agent kb review</c>: articles that repeat or contradict each other.</summary>
internal static class ReviewCommand
{
    private const int DefaultLimit = 20;

    public static Command Create(RunCommand run)
    {
        var limit = new Option<int>("--limit") { Description = "How many of each, 1 to 200.", DefaultValueFactory = _ => DefaultLimit };
        var check = new Option<bool>("--check") { Description = "Ask the model about the contradictions, in one call." };
        var command = new Command("review", "Articles that repeat or contradict each other. Exit code 1: there are some.") { limit, check };
        command.SetAction(
            (parsed, token) => run(parsed, call => RunAsync(call, parsed.GetValue(limit), parsed.GetValue(check), token))
        );
        return command;
    }

    private static async Task<bool> RunAsync(CliCall call, int limit, bool check, CancellationToken cancellationToken)
    {
        var path = $"api/v1/admin/knowledge-base/review?limit={limit}&check={(check ? "true" : "false")}";
        var answer = await call.GetAsync(path, cancellationToken);
        var contradictions = answer.GetProperty("contradictions").EnumerateArray().ToList();
        var duplicates = answer.GetProperty("duplicates").EnumerateArray().ToList();
        if (call.IsJson) call.PrintJson(answer);
        else Show(call.Console, contradictions, duplicates, answer);
        return contradictions.Count + duplicates.Count == 0;
    }

    private static void Show(IAnsiConsole console, List<JsonElement> contradictions, List<JsonElement> duplicates, JsonElement answer)
    {
        if (contradictions.Count > 0) console.Write(TableOf("Contradiction", contradictions));
        if (duplicates.Count > 0) console.Write(TableOf("Repetition", duplicates));
        var passages = answer.GetProperty("passages").GetInt32();
        console.WriteLine(
            answer.GetProperty("is_whole").GetBoolean()
                ? $"{passages} passages were compared."
                : $"{passages} passages were compared, and there are more."
        );
    }

    private static Table TableOf(string what, List<JsonElement> pairs)
    {
        var table = new Table().AddColumns("Alike", what, "and");
        foreach (var pair in pairs)
        {
            table.AddRow(
                new Text(pair.GetProperty("similarity").GetDouble().ToString("0.00", CultureInfo.InvariantCulture)),
                TextOf(pair.GetProperty("first")),
                TextOf(pair.GetProperty("second"))
            );
        }
        return table;
    }

    private static Text TextOf(JsonElement side) => new($"{side.GetProperty("article_id")}: {side.GetProperty("text")}");
}
