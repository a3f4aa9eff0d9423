using CsrAgent.Answering.ActionClaims;
using CsrAgent.Conversations;
using CsrAgent.Evals.Reports;

namespace CsrAgent.Evals.Answering;

/// <summary>
/// How well claims and promises that no tool result shows are told from rules, steps and offers. Sentences written for this project, which
/// neither the word lists nor the model were made with.
/// </summary>
public sealed class ActionClaimEvals
{
    private const string Claim = "claim",
        Other = "other";

    [Fact]
    public void FindUnproven_ClaimsAndRules_ReachTheFloors()
    {
        var confusion = new Confusion(Claim, Other);
        foreach (var (label, text) in EvalSentences.Read("Answering.action-claims-held-out.txt"))
        {
            var isFound = ActionClaimDetector.FindUnproven(text, ProvenActions.None, []) is not null;
            confusion.Add(label == "+" ? Claim : Other, isFound ? Claim : Other, text);
        }
        Printout.Print("Claims of actions", confusion);
        Floors.Hold(
            "answering/action-claims",
            confusion,
            ("recall", confusion.Recall(Claim)),
            ("max_stopped", confusion.Taken(Other, Claim))
        );
    }
}
