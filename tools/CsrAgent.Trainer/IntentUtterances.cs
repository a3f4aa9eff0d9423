using System.Text.Json;
using System.Text.RegularExpressions;

namespace CsrAgent.Trainer;

/// <summary>
/// Utterances of real customers and users: people who ask for a person (RasaHQ/financial-demo), bank customers (BANKING77) and users of
/// an assistant (CLINC150), of whom nobody is meant to. The folder holds human_handoff.txt, banking77_train.csv and clinc150_train.jsonl.
/// </summary>
internal static partial class IntentUtterances
{
    public const string Handoff = "RasaHQ/financial-demo";
    public const string Banking = "BANKING77";
    public const string Clinc = "CLINC150";

    public static IEnumerable<SentenceExample> Read(string folder) =>
        [
            .. File.ReadLines(Path.Combine(folder, "human_handoff.txt"))
                .Skip(1)
                .Select(line => new SentenceExample(line, true, 1) { Source = Handoff }),
            .. BankingRow()
                .Matches(File.ReadAllText(Path.Combine(folder, "banking77_train.csv")))
                .Skip(1)
                .Select(row => new SentenceExample(Unquote(row.Groups[1].Value), false, 1) { Source = Banking }),
            .. File.ReadLines(Path.Combine(folder, "clinc150_train.jsonl"))
                .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!)
                .Select(text => new SentenceExample(text, false, 1) { Source = Clinc }),
        ];

    private static string Unquote(string field) =>
        field.StartsWith('"') ? field[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal).Trim() : field.Trim();

    [GeneratedRegex("""^((?:"(?:[^"]|"")*")|[^",\n]*),(\w+\??)\r?$""", RegexOptions.Multiline)]
    private static partial Regex BankingRow();
}
