using System.Text;

namespace CsrAgent.Trainer;

/// <summary>Counts predicted classes against true ones; prints recall by class, their mean, and the confusion matrix.</summary>
internal sealed class Scores<TClass>
    where TClass : struct, Enum
{
    private static readonly TClass[] Classes = Enum.GetValues<TClass>();
    private readonly Dictionary<(TClass Truth, TClass Predicted), int> _counts = [];

    public void Add(TClass truth, TClass predicted) => _counts[(truth, predicted)] = _counts.GetValueOrDefault((truth, predicted)) + 1;

    public string Render(string title)
    {
        var present = Classes.Where(truth => TotalOf(truth) > 0).ToList();
        var page = new StringBuilder(string.Create(TrainerTexts.Culture, $"{title}: mean recall {present.Average(Recall):0.000}\n"));
        foreach (var truth in present)
        {
            page.Append(TrainerTexts.Culture, $"  {truth,-14} recall {Recall(truth):0.000}  ");
            foreach (var predicted in Classes) page.Append(TrainerTexts.Culture, $" {_counts.GetValueOrDefault((truth, predicted)),5}");
            page.Append('\n');
        }

        return page.ToString();
    }

    private double Recall(TClass truth) => _counts.GetValueOrDefault((truth, truth)) / (double)TotalOf(truth);

    private int TotalOf(TClass truth) => Classes.Sum(predicted => _counts.GetValueOrDefault((truth, predicted)));
}
