using CsrAgent.Evals.Reports;
using CsrAgent.Signals;

namespace CsrAgent.Evals.Signals;

/// <summary>How well explicit requests for a person are told from messages that only mention one.</summary>
public sealed class HumanRequestEvals
{
    private const string HumanRequest = "request",
        Other = "other";
    private static readonly HumanRequestDetector Detector = new();

    [Theory]
    [InlineData("human-requests")]
    [InlineData("everyday-requests")]
    [InlineData("held-out-requests")]
    public void WantsHuman_RequestsAndMentions_ReachTheFloors(string sentences)
    {
        var confusion = new Confusion(HumanRequest, Other);
        foreach (var (label, text) in EvalSentences.Read($"Signals.{sentences}.txt"))
        {
            confusion.Add(label == "+" ? HumanRequest : Other, Detector.WantsHuman(text) ? HumanRequest : Other, text);
        }
        Printout.Print(sentences, confusion);
        Floors.Hold($"signals/{sentences}", confusion, ("f1", confusion.F1(HumanRequest)), ("recall", confusion.Recall(HumanRequest)));
    }

    [Fact]
    public void WantsHuman_PlainQuestions_HardlyEver()
    {
        var confusion = new Confusion(HumanRequest, Other);
        foreach (var text in EvalSentences.Lines("Signals.plain-questions.txt"))
        {
            confusion.Add(Other, Detector.WantsHuman(text) ? HumanRequest : Other, text);
        }
        Printout.Print("Plain questions to banks, hotels and shops", confusion);
        Floors.Hold("escalation/plain-questions", confusion, ("max_called_request", confusion.Taken(Other, HumanRequest)));
    }
}
