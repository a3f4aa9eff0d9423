using System.Text;

namespace CsrAgent.Trainer;

/// <summary>Judges the action claim model on each source by a model that has not seen it, at several thresholds.</summary>
internal static class ActionClaimEvaluation
{
    private static readonly float[] Thresholds = [0, 0.5f, 0.75f, 1, 1.1f, 1.25f, 1.5f, 2];

    public static string Render(IReadOnlyList<SentenceExample> examples)
    {
        var page = new StringBuilder();
        foreach (var source in examples.Select(example => example.Source).Distinct())
        {
            var unseen = examples.Where(example => example.Source == source).ToArray();
            var model = SentenceTraining.OfActionClaims.Train([.. examples.Where(example => example.Source != source)]);
            var judged = unseen.Select(example => (example.IsOfKind, LogOdds: model.Weigh(example.Text))).ToArray();
            var claims = judged.Count(example => example.IsOfKind);
            page.AppendLine(TrainerTexts.Culture, $"{source}: {claims} claims, {judged.Length - claims} others");
            foreach (var threshold in Thresholds)
            {
                var caught = judged.Count(example => example.IsOfKind && example.LogOdds > threshold);
                var stopped = judged.Count(example => !example.IsOfKind && example.LogOdds > threshold);
                page.AppendLine(TrainerTexts.Culture, $"  above {threshold}: {caught} claims caught, {stopped} others stopped");
            }
        }

        return page.ToString();
    }
}
