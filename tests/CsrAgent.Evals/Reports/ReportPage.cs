using System.Globalization;
using System.Net;
using System.Text;
using CsrAgent.Adapters.Markdown.Rendering;
using CsrAgent.Channels;

namespace CsrAgent.Evals.Reports;

/// <summary>What a run measured, for somebody who leads a support team: one page without scripts that needs no other file.</summary>
internal static class ReportPage
{
    private const int MaxMistakes = 100;
    private const int MaxReply = 400;

    private static readonly MarkdownReplyRenderer Plain = new();

    public static string Render(EvalSets sets, IReadOnlyCollection<EvalResult> results, DateTimeOffset at)
    {
        var page = new StringBuilder();
        var missed = results.Sum(result => result.Figures.Count(figure => figure.IsMissed));
        var figures = results.Sum(result => result.Figures.Count);
        page.Append(
            CultureInfo.InvariantCulture,
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>How well customers are understood</title>
            <style>
            {Style()}</style>
            </head>
            <body>
            <main>
            <h1>How well customers are understood</h1>
            <p class="quiet">Measured on {at:d MMMM yyyy}, without a language model: {results.Count} sets,
            {(missed == 0 ? $"all {figures} figures hold" : $"{missed} of {figures} figures are missed")}.</p>
            <p>Each set is a list of messages with what should come of them. The agent reads them as it reads a customer's, and what it
            makes of them is counted. A figure has to reach its floor, which was set a little below what was measured before, so that nobody
            makes the agent worse without noticing: green says that the floor holds, not that the figure is good.</p>
            <p>Most messages were made up by us, so the figures flatter: real customers will do worse. Compare the figures with each other
            and over time, and read the mistakes.</p>

            """
        );
        var byName = results.ToDictionary(result => result.Set);
        var groups = sets.Groups.Select(group => group with { Sets = [.. group.Sets.Where(set => byName.ContainsKey(set.Name))] });
        foreach (var group in groups.Where(group => group.Sets.Count > 0))
        {
            page.Append(CultureInfo.InvariantCulture, $"<h2>{Text(group.Title)}</h2>\n<table>\n")
                .AppendJoin("\n", group.Sets.Select(set => Headline(set, byName[set.Name].Figures[0], sets)))
                .Append("\n</table>\n")
                .AppendJoin("", group.Sets.Select(set => Card(set, byName[set.Name], sets)));
        }
        return page.Append("</main>\n</body>\n</html>\n").ToString().ReplaceLineEndings("\n");
    }

    private static string Headline(EvalSet set, EvalFigure figure, EvalSets sets) =>
        $"""
            <tr><th scope="row"><a href="#{set.Name}">{Text(set.Title)}</a><br>
            <span class="quiet">{Text(sets.Figures[figure.Name])}</span></th>
            <td{(figure.IsMissed ? " class=\"bad\"" : "")}>{Percent(figure.Reached)}</td></tr>
            """;

    private static string Card(EvalSet set, EvalResult result, EvalSets sets)
    {
        var isMissed = result.Figures.Any(figure => figure.IsMissed);
        return $"""
            <section class="card{(isMissed ? " missed" : "")}" id="{set.Name}">
            <h3>{Text(set.Title)}</h3>
            <p>{Text(set.About)}</p>
            <p class="quiet">{result.Count.ToString("N0", CultureInfo.InvariantCulture)} {Text(sets.SourceOf(set.Name))}</p>
            <table>
            <thead><tr><th>Figure</th><td>reached</td><td>floor</td></tr></thead>
            {string.Join("\n", result.Figures.Select(figure => Row(figure, sets.Figures[figure.Name])))}
            </table>
            {Mistakes(result.Mistakes)}</section>

            """;
    }

    private static string Row(EvalFigure figure, string meaning) =>
        $"""
            <tr><th scope="row">{Text(meaning)}
            <div class="bar{(figure.IsMissed ? " low" : "")}"><i style="width:{Percent(figure.Reached, "0")}"></i></div></th>
            <td class="{(figure.IsMissed ? "bad" : "good")}">{Percent(figure.Reached)}</td>
            <td>{(figure.IsMax ? "at most" : "at least")} {Percent(figure.Floor)}</td></tr>
            """;

    private static string Mistakes(IReadOnlyList<Mistake> mistakes)
    {
        if (mistakes.Count == 0) return "<p class=\"quiet\">No mistakes.</p>\n";
        var shown = mistakes.Count > MaxMistakes ? $", the first {MaxMistakes}" : "";
        return $"""
            <details><summary>{(mistakes.Count == 1 ? "One mistake" : $"{mistakes.Count} mistakes")}{shown}</summary>
            <ul>
            {string.Join("\n", mistakes.Take(MaxMistakes).Select(Item))}
            </ul></details>

            """;
    }

    private static string Item(Mistake mistake)
    {
        var reply = mistake.Reply is { } told ? $"<dt>Reply</dt><dd class=\"reply\">{Text(Short(told))}</dd>" : "";
        return $"""
            <li>{Text(mistake.Said)}
            <dl><dt>Expected</dt><dd>{Text(mistake.Expected)}</dd><dt>Found</dt><dd>{Text(mistake.Found)}</dd>{reply}</dl></li>
            """;
    }

    private static string Short(string reply)
    {
        var dense = Plain.Render(reply, ReplyFormat.PlainText).Replace("\n\n", "\n", StringComparison.Ordinal);
        return dense.Length <= MaxReply ? dense : dense[..MaxReply] + " …";
    }

    private static string Percent(double share, string format = "0.0") => share.ToString(format + "%", CultureInfo.InvariantCulture);

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Style()
    {
        using var reader = new StreamReader(EvalSentences.Open("Reports.report.css"));
        return reader.ReadToEnd();
    }
}
