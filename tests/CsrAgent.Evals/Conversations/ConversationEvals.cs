using CsrAgent.Evals.Knowledge;
using CsrAgent.Evals.Reports;

namespace CsrAgent.Evals.Conversations;

/// <summary>What customers are told without a model, turn by turn: the right article, a question back, or small talk.</summary>
public sealed class ConversationEvals(SampleIndex index) : IClassFixture<SampleIndex>
{
    [Theory]
    [InlineData("conversations", "grounded")]
    [InlineData("conversations-held-out", "held-out")]
    public async Task Answer_Conversations_ReachTheFloors(string file, string set)
    {
        var (turns, sure, mistakes) = (0, 0, new List<Mistake>());
        foreach (var lines in Read(file))
        {
            var conversation = new GroundedConversation(index);
            var earlier = new List<string>();
            foreach (var (said, expected) in lines)
            {
                var turn = await conversation.SayAsync(said, TestContext.Current.CancellationToken);
                turns++;
                earlier.Add(said);
                if (expected.Contains(turn.Outcome)) continue;
                if (turn.Outcome != GroundedTurn.Ask) sure++;
                mistakes.Add(new(string.Join(" / ", earlier), Describe(expected), turn.Describe(index), turn.Answer.Text));
            }
        }
        (string Name, double Reached)[] figures =
        [
            ("right", 1 - (mistakes.Count / (double)turns)),
            ("max_wrong_but_sure", sure / (double)turns),
        ];
        Printout.Print($"Conversations, {set}, {turns} turns", figures);
        Printout.PrintMistakes(mistakes);
        Floors.Hold($"conversations/{set}", turns, mistakes, figures);
    }

    private string Describe(string[] expected) =>
        string.Join(
            " or ",
            expected.Select(outcome =>
                outcome switch
                {
                    GroundedTurn.Ask => "a question back",
                    GroundedTurn.Talk => "small talk",
                    _ => index.TitleOf(outcome),
                }
            )
        );

    private static IEnumerable<IReadOnlyList<(string Message, string[] Expected)>> Read(string file)
    {
        using var reader = new StreamReader(EvalSentences.Open($"Conversations.{file}.txt"));
        foreach (var part in reader.ReadToEnd().Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = part.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').ToArray();
            yield return [.. lines.Chunk(2).Select(pair => (pair[0][2..], pair[1][2..].Split('|')))];
        }
    }
}
