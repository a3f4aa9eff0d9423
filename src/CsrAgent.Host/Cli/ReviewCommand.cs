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
        var path = $"api/v1/admin/knowledge-base/review?limit={limit}";
        var answer = check ? await call.PostAsync(path, new { }, cancellationToken) : await call.GetAsync(path, cancellationToken);
        var contradictions = answer.GetProperty("contradictions").EnumerateArray().ToList();
        var duplicates = answer.GetProperty("duplicates").EnumerateArray().ToList();
        if (call.IsJson) call.PrintJson(answer);
        else Show(call.Console, contradictions, duplicates, answer);
        return contradictions.Count + duplicates.Count == 0;
    }

    private static void Show(IAnsiConsole console, List<JsonElement> contradictions, List<JsonElement> duplicates, JsonElement answer)
    {
        if (contradictions.Count > 0) console.Write(TableOfContradictions(contradictions));
        if (duplicates.Count > 0) console.Write(TableOfDuplicates(duplicates));
        if (answer.GetProperty("denied").GetInt32() is > 0 and var denied)
        {
            console.WriteLine($"Left out, since the model denies them: {denied}.");
        }
        var passages = answer.GetProperty("passages").GetInt32();
        console.WriteLine(
            answer.GetProperty("is_whole").GetBoolean()
                ? $"{passages} passages were compared."
                : $"{passages} passages were compared, and there are more."
        );
    }

    private static Table TableOfContradictions(List<JsonElement> pairs)
    {
        var table = new Table().AddColumns("Alike", "Differ in", "Model", "Contradiction", "and");
        foreach (var pair in pairs)
        {
            table.AddRow(
                AlikeOf(pair),
                new Text(pair.GetProperty("kind").GetString() == "figures" ? "figures" : "yes or no"),
                new Text(
                    pair.GetProperty("verdict").GetString() switch
                    {
                        "confirmed" => "confirms it",
                        "no_answer" => "no answer",
                        _ => "not asked",
                    }
                ),
                TextOf(pair.GetProperty("first")),
                TextOf(pair.GetProperty("second"))
            );
        }
        return table;
    }

    private static Table TableOfDuplicates(List<JsonElement> pairs)
    {
        var table = new Table().AddColumns("Alike", "Passages", "Repetition", "and");
        foreach (var pair in pairs)
        {
            table.AddRow(
                AlikeOf(pair),
                new Text(pair.GetProperty("passages").ToString()),
                TextOf(pair.GetProperty("first")),
                TextOf(pair.GetProperty("second"))
            );
        }
        return table;
    }

    private static Text AlikeOf(JsonElement pair) =>
        new(pair.GetProperty("similarity").GetDouble().ToString("0.00", CultureInfo.InvariantCulture));

    private static Text TextOf(JsonElement side) => new($"{side.GetProperty("article_id")}: {side.GetProperty("text")}");
}
