using CsrAgent.Evals.Reports;
using CsrAgent.Replies;

namespace CsrAgent.Evals.Replies;

/// <summary>How many turns of small talk get a reply in kind, and how few questions are taken for small talk.</summary>
public sealed class SmallTalkEvals
{
    private const string None = "none";

    [Fact]
    public void Find_Turns_ReachTheFloors()
    {
        var kinds = new Dictionary<SmallTalkKind, string>
        {
            [SmallTalkKind.Greeting] = "greeting",
            [SmallTalkKind.Thanks] = "thanks",
            [SmallTalkKind.Goodbye] = "goodbye",
            [SmallTalkKind.Acknowledgement] = "ack",
            [SmallTalkKind.Help] = "help",
            [SmallTalkKind.Identity] = "identity",
            [SmallTalkKind.Unclear] = "unclear",
            [SmallTalkKind.Misunderstood] = "misunderstood",
        };
        var confusion = new Confusion([.. kinds.Values, None]);
        foreach (var (kind, text) in EvalSentences.Read("Replies.small-talk.txt"))
        {
            confusion.Add(kind, SmallTalk.Find(text, "en") is { } found ? kinds[found.Kind] : None, text);
        }

        var talk = kinds.Values.Average(confusion.Recall);
        Printout.Print("Small talk", confusion);
        Floors.Hold("replies/small-talk", confusion, ("recall", talk), ("max_questions_swallowed", 1 - confusion.Recall(None)));
    }
}
