using System.Text;
using CsrAgent.Signals;

namespace CsrAgent.Trainer;

/// <summary>
/// Judges the human request model, and the patterns before it, on each source of real words by a model that has not seen it.
/// </summary>
internal static class HumanRequestEvaluation
{
    private const int Shown = 12;

    public static string Render(IReadOnlyList<SentenceExample> examples)
    {
        var page = new StringBuilder();
        string[] real = [IntentUtterances.Handoff, IntentUtterances.Banking, IntentUtterances.Clinc];
        foreach (var source in real.Concat(HumanRequestCorpus.Messages))
        {
            var unseen = examples.Where(example => example.Source == source && !example.IsDerived).ToArray();
            var model = SentenceTraining.OfHumanRequests.Train([.. examples.Where(example => example.Source != source)]);
            var detector = new HumanRequestDetector(HumanRequestPatterns.FromResource(), model);
            var taken = unseen.Where(example => detector.WantsHuman(example.Text)).ToArray();
            page.AppendLine(TrainerTexts.Culture, $"{source}: {taken.Length} of {unseen.Length} taken for a human request");
            foreach (var example in taken.Where(example => !example.IsOfKind).Take(Shown)) page.AppendLine("  false: " + example.Text);
            foreach (var missed in unseen.Except(taken).Where(example => example.IsOfKind)) page.AppendLine("  missed: " + missed.Text);
        }
        return page.ToString();
    }
}
