using CsrAgent.Evals.Reports;

namespace CsrAgent.Evals.Knowledge;

/// <summary>Whether "do they have wifi?" finds the article of the place that was named before, among those of all other places.</summary>
public sealed class LookAlikeEvals
{
    /// <summary>Places of each kind, and whether articles say which they are about.</summary>
    [Theory]
    [InlineData("mined", 30, false)]
    [InlineData("mined-of-few", 10, false)]
    [InlineData("given", 10, true)]
    public async Task Search_PlaceNamedBefore_ReachesTheFloor(string set, int places, bool isGiven)
    {
        await using var index = new LookAlikeIndex(LookAlikes.Read(), places, isGiven);
        await index.InitializeAsync();

        var (asked, missed) = await index.AskAsync(TestContext.Current.CancellationToken);

        var recall = 1 - (missed.Count / (double)asked);
        Printout.Print($"Look-alikes, names {set}", ("recall_5", recall));
        Floors.Hold($"knowledge/look-alikes-{set}", asked, missed, ("recall_5", recall));
    }
}
