using System.Globalization;
using System.Text;
using CsrAgent.Evals.Knowledge;

namespace CsrAgent.Evals.Conversations;

/// <summary>What customers are told without a model, turn by turn: the right article, a question back, or small talk.</summary>
public sealed class ConversationEvals(SampleIndex index) : IClassFixture<SampleIndex>
{
    [Fact]
    public async Task Answer_Conversations_ReachTheFloors()
    {
        var (turns, right, sure) = (0, 0, 0);
        var misses = new StringBuilder();
        foreach (var lines in Read())
        {
            var conversation = new GroundedConversation(index);
            foreach (var (said, expected) in lines)
            {
                var outcome = await conversation.SayAsync(said, TestContext.Current.CancellationToken);
                turns++;
                if (expected.Split('|').Contains(outcome))
                {
                    right++;
                    continue;
                }
                if (outcome != "ask") sure++;
                misses.Append(CultureInfo.InvariantCulture, $"  {said} -> {outcome}, not {expected}\n");
            }
        }
        Console.WriteLine($"Conversations: {right} of {turns} turns right, {sure} wrong but sure\n{misses}");
        Floors.Hold("conversations/grounded", ("right", (double)right / turns), ("max_wrong_but_sure", (double)sure / turns));
    }

    private static IEnumerable<IReadOnlyList<(string Message, string Expected)>> Read()
    {
        using var reader = new StreamReader(EvalSentences.Open("Conversations.conversations.txt"));
        foreach (var part in reader.ReadToEnd().Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = part.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').ToArray();
            yield return [.. lines.Chunk(2).Select(pair => (pair[0][2..], pair[1][2..]))];
        }
    }
}
