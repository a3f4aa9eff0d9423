using CsrAgent.Answering;
using CsrAgent.Conversations;
using CsrAgent.Tests.Simulation.Actors;
using CsrAgent.Tests.Simulation.Scheduling;

namespace CsrAgent.Tests.Simulation.Cluster;

/// <summary>
/// Answers with the tags of the messages that it read, so that a reply shows what it is a reply to. Late, never, or not at all.
/// </summary>
internal sealed class SimulatedModel(World world, SimulatedProcess process, Weather weather) : IAnswerer
{
    public async Task<Answer> AnswerAsync(AnswerRequest request, IAnswerStream stream, CancellationToken cancellationToken)
    {
        await process.Time.DelayAsync(world.Chance(weather.ModelIsSlow) ? world.Between(3, 9) : world.Between(0.05, 2), cancellationToken);
        if (request.Messages.Any(text => text.Contains(Tag.Poison, StringComparison.Ordinal)) || world.Chance(weather.ModelFails))
        {
            if (world.Chance(0.3)) await process.Time.DelayAsync(world.Between(5, 40), cancellationToken);
            throw new InvalidOperationException("The model fails in this simulation.");
        }

        var text = "Here is what I found about " + string.Join(" and ", request.Messages.Select(Tag.In)) + ".";
        if (stream.IsWatched)
        {
            foreach (var word in text.Split(' '))
            {
                await stream.WriteAsync(word + " ", cancellationToken);
                await process.Time.DelayAsync(world.Between(0, 0.2), cancellationToken);
            }
        }
        return new Answer
        {
            Text = text,
            Confidence = 0.9,
            Unanswered = world.Chance(0.15),
            Handoff = world.Chance(0.03) ? new HandoffRequest(EscalationReason.ModelRequest, null) : null,
        };
    }
}
