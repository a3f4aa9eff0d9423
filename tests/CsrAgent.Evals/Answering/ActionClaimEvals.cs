using CsrAgent.Answering.ActionClaims;
using CsrAgent.Conversations;
using CsrAgent.Evals.Reports;

namespace CsrAgent.Evals.Answering;

/// <summary>
/// How well claims and promises that no tool result shows are told from rules, steps, offers and plain facts. Sentences written for this
/// project, which neither the word lists nor the model were made with.
/// </summary>
public sealed class ActionClaimEvals
{
    private const string Claim = "claim",
        Other = "other";

    [Theory]
    [InlineData("Answering.action-claims-held-out.txt", "answering/action-claims", "Claims of actions")]
    [InlineData(
        "Answering.action-claims-prices-and-limits.txt",
        "answering/action-claims-prices-and-limits",
        "Claims of actions among prices and limits"
    )]
    public void FindUnproven_ClaimsAndOthers_ReachTheFloors(string file, string set, string title)
    {
        var confusion = new Confusion(Claim, Other);
        foreach (var (label, text) in EvalSentences.Read(file))
        {
            var isFound = ActionClaimDetector.FindUnproven(text, ProvenActions.None, []) is not null;
            confusion.Add(label == "+" ? Claim : Other, isFound ? Claim : Other, text);
        }
        Printout.Print(title, confusion);
        Floors.Hold(
            set,
            confusion,
            ("recall", confusion.Recall(Claim)),
            ("max_stopped", confusion.Taken(Other, Claim))
        );
    }
}
