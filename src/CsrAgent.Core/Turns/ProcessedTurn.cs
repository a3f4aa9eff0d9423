using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Turns;

/// <param name="ModelTime">Time of it that was spent waiting for a model.</param>
internal sealed record ProcessedTurn(TurnCommit Commit, TimeSpan ModelTime);
