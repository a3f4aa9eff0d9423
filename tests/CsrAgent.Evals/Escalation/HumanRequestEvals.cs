using CsrAgent.Escalation;

namespace CsrAgent.Evals.Escalation;

/// <summary>How well an explicit wish for a person is told from what only mentions one.</summary>
public sealed class HumanRequestEvals
{
    private const string Wish = "wish", Other = "other";
    private static readonly HumanRequestDetector Detector = new();

    [Fact]
    public void WantsHuman_WishesAndMentions_ReachTheFloors()
    {
        var confusion = new Confusion(Wish, Other);
        foreach (var (label, text) in Sentences.Read("Escalation.wishes.txt"))
            confusion.Add(label == "+" ? Wish : Other, Detector.WantsHuman(text) ? Wish : Other, text);
        Report.Print("Wish for a person", confusion);
        Floors.Hold("escalation/wishes", ("f1", confusion.F1(Wish)), ("recall", confusion.Recall(Wish)));
    }

    [Fact]
    public void WantsHuman_PlainQuestions_HardlyEver()
    {
        var confusion = new Confusion(Wish, Other);
        foreach (var text in Sentences.Lines("Escalation.plain-questions.txt"))
            confusion.Add(Other, Detector.WantsHuman(text) ? Wish : Other, text);
        Report.Print("Plain questions to banks, hotels and shops", confusion);
        Floors.Hold("escalation/plain-questions", ("most_called_wish", confusion.Taken(Other, Wish)));
    }
}
