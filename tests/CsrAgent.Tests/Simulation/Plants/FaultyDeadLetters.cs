using CsrAgent.Conversations;
using CsrAgent.Tests.Simulation.Cluster;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Tests.Simulation.Plants;

/// <summary>Dead letters with one planted fault.</summary>
internal sealed class FaultyDeadLetters(IDeadLetters inner, Plant plant, SharedStore store) : IDeadLetters
{
    public Task<IReadOnlyList<DeadLetter>> ListAsync(int limit, CancellationToken cancellationToken) =>
        inner.ListAsync(limit, cancellationToken);

    public async Task<DeadLetterRetry> RetryAsync(string id, CancellationToken cancellationToken)
    {
        if (plant == Plant.RetryTakesClaimed)
        {
            store.Tamper(db =>
                db.Execute(
                    "UPDATE conversations SET status = @waiting WHERE status = @human "
                        + "AND n = (SELECT conversation FROM dead_letters WHERE id = @id)",
                    ("@waiting", (int)ConversationStatus.WaitingForHuman),
                    ("@human", (int)ConversationStatus.Human),
                    ("@id", id)
                )
            );
        }
        var outcome = await inner.RetryAsync(id, cancellationToken);
        if (plant == Plant.RetryCopies) store.Tamper(db => db.Execute("UPDATE mailbox SET retry = 0"));
        return outcome;
    }
}
