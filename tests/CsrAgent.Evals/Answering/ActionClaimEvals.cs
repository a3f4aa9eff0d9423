using CsrAgent.Answering.ActionClaims;
using CsrAgent.Conversations;

namespace CsrAgent.Evals.Answering;

/// <summary>How well claims and promises that no tool result shows are told from rules, steps and offers. Sentences of our own.</summary>
public sealed class ActionClaimEvals
{
    private const string Claim = "claim",
        Other = "other";

    [Fact]
    public void IsUnproven_ClaimsAndRules_ReachTheFloors()
    {
        var confusion = new Confusion(Claim, Other);
        foreach (var (label, text) in EvalSentences.Read("Answering.action-claims.txt"))
        {
            var isFound = ActionClaimDetector.IsUnproven(text, ProvenActions.None, []);
            confusion.Add(label == "+" ? Claim : Other, isFound ? Claim : Other, text);
        }
        Report.Print("Claims of actions", confusion);
        Floors.Hold("answering/action-claims", ("recall", confusion.Recall(Claim)), ("max_stopped", confusion.Taken(Other, Claim)));
    }
}
