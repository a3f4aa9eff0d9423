using CsrAgent.Telemetry;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Knowledge.Vectors;

/// <summary>Embeds <see cref="UnrelatedQuestions"/> once, in the background: the start does not wait for it.</summary>
internal sealed class UnrelatedQuestionsLoop(
    UnrelatedQuestions questions,
    LoopHealth health,
    TimeProvider time,
    ILogger<UnrelatedQuestionsLoop> logger
) : PeriodicLoop(health, time, logger)
{
    private static readonly TimeSpan Done = TimeSpan.FromDays(1);
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(1);

    protected override bool HasWork => questions.IsOn;

    /// <summary>A model behind HTTP may be slow.</summary>
    protected override TimeSpan MaxIteration => TimeSpan.FromMinutes(2);

    protected override async Task<TimeSpan> IterateAsync(CancellationToken stopping)
    {
        try
        {
            return await questions.EmbedSomeAsync(stopping) ? TimeSpan.Zero : Done;
        }
        // Not a fault of the server, whatever the model's is: confidence is a little less exact without them.
        catch (Exception e) when (e is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            Logger.LogError(e, "The unrelated questions could not be embedded; trying again in {Delay}", Retry);
            return Retry;
        }
    }
}
