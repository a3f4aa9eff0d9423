using CsrAgent.Answering.ActionClaims;
using CsrAgent.Conversations;
using CsrAgent.Evals.Reports;

namespace CsrAgent.Evals.Answering;

/// <summary>
/// How well claims and promises that no tool result shows are told from rules, steps and offers, in 16 languages. Sentences of our own: the
/// patterns were made with those of the first file in view, and without those of the second.
/// </summary>
public sealed class ActionClaimEvals
{
    private const string Claim = "claim",
        Other = "other";

    [Theory, InlineData("action-claims"), InlineData("action-claims-held-out")]
    public void FindUnproven_ClaimsAndRules_ReachTheFloors(string file)
    {
        var confusion = new Confusion(Claim, Other);
        foreach (var (label, text) in EvalSentences.Read($"Answering.{file}.txt"))
        {
            var isFound = ActionClaimDetector.FindUnproven(text, ProvenActions.None, []) is not null;
            confusion.Add(label == "+" ? Claim : Other, isFound ? Claim : Other, text);
        }
        Printout.Print($"Claims of actions ({file})", confusion);
        Floors.Hold($"answering/{file}", confusion, ("recall", confusion.Recall(Claim)), ("max_stopped", confusion.Taken(Other, Claim)));
    }
}
