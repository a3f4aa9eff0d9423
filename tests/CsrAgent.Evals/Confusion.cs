using System.Globalization;
using System.Text;
using CsrAgent.Evals.Reports;

namespace CsrAgent.Evals;

/// <summary>Counts predicted classes against true ones.</summary>
internal sealed class Confusion(params string[] classes)
{
    private readonly int[,] _counts = new int[classes.Length, classes.Length];
    private readonly List<Mistake> _mistakes = [];

    public double MacroRecall => classes.Average(Recall);

    public IReadOnlyList<Mistake> Mistakes => _mistakes;

    public int Total => classes.Sum(TotalOf);

    public void Add(string truth, string predicted, string text)
    {
        _counts[Array.IndexOf(classes, truth), Array.IndexOf(classes, predicted)]++;
        if (truth != predicted) _mistakes.Add(new(text, truth, predicted));
    }

    public double Recall(string name) => Share(name, (truth, predicted) => (truth, predicted));

    public double Precision(string name) => Share(name, (truth, predicted) => (predicted, truth));

    public double F1(string name) => Recall(name) + Precision(name) is > 0 and var sum ? 2 * Recall(name) * Precision(name) / sum : 0;

    /// <summary>The share of one class that was predicted as another.</summary>
    public double Taken(string truth, string predicted) =>
        _counts[Array.IndexOf(classes, truth), Array.IndexOf(classes, predicted)] / (double)Math.Max(1, TotalOf(truth));

    public string Render(string title)
    {
        var page = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"\n{title}: macro recall {MacroRecall:0.000}\n"));
        foreach (var truth in classes)
        {
            page.Append(
                    CultureInfo.InvariantCulture,
                    $"  {truth,-14} recall {Recall(truth):0.000}  precision {Precision(truth):0.000}  F1 {F1(truth):0.000}   "
                )
                .AppendJoin(' ', classes.Select((_, predicted) => $"{_counts[Array.IndexOf(classes, truth), predicted],4}"))
                .Append('\n');
        }
        return page.ToString();
    }

    private int TotalOf(string truth) =>
        Enumerable.Range(0, classes.Length).Sum(predicted => _counts[Array.IndexOf(classes, truth), predicted]);

    private double Share(string name, Func<int, int, (int Truth, int Predicted)> order)
    {
        var index = Array.IndexOf(classes, name);
        var all = Enumerable
            .Range(0, classes.Length)
            .Sum(other => order(index, other) is var (truth, predicted) ? _counts[truth, predicted] : 0);
        return _counts[index, index] / (double)Math.Max(1, all);
    }
}
