namespace CsrAgent.Tests.Simulation.Plants;

/// <summary>
/// For each planted fault a seed that has found it, so that the tests need no luck. When the engine or the simulator changes, the search
/// goes on from there; <c>CSR_SIMULATION_PLANTS=fresh</c> searches from fresh seeds.
/// </summary>
internal static class KnownSeeds
{
    private static readonly Dictionary<Plant, int> Known = new()
    {
        [Plant.DedupeDropped] = 370_416_608,
        [Plant.KeysForgottenAfterTurn] = 699_528_681,
        [Plant.OrderSwapped] = 467_751_228,
        [Plant.AcceptedNotStored] = 699_505_188,
        [Plant.LeaseIgnored] = 1_022_113_550,
        [Plant.FenceIgnored] = 836_546_216,
        [Plant.OldIncarnationCommits] = 514_835_285,
        [Plant.ReclaimForgotten] = 446_407_880,
        [Plant.AttemptsForgotten] = 506_365_637,
        [Plant.HandBackLost] = 858_663_832,
        [Plant.HandBackLate] = 598_902_000,
        [Plant.CommitCoversUnread] = 271_589_725,
        [Plant.GapBesideCommit] = 351_506_044,
        [Plant.TokenIgnored] = 992_610_833,
        [Plant.WallClockLeases] = 1_065_345_076,
        [Plant.EndDropsWaiting] = 938_270_733,
        [Plant.EraseLeavesHistory] = 768_996_793,
        [Plant.EraseLeavesDeliveries] = 541_669_370,
        [Plant.EraseLeavesQuestions] = 631_977_620,
        [Plant.SessionsNotClosed] = 707_924_922,
        [Plant.WrongReply] = 1_030_450_743,
        [Plant.DeliveriesDropped] = 556_047_681,
        [Plant.SentForgotten] = 874_982_771,
        [Plant.FailedGoesLast] = 576_024_128,
        [Plant.FailedGivesUp] = 607_558_118,
        [Plant.OutboxLeaseIgnored] = 104_458_873,
        [Plant.ClaimNotFenced] = 166_224_616,
        [Plant.ClaimOverwrites] = 865_401_196,
        [Plant.PersonKeyDropped] = 811_056_804,
        [Plant.RetryTakesClaimed] = 464_418_778,
        [Plant.NewerFieldsCut] = 813_553_085,
        [Plant.RetryCopies] = 813_553_292,
    };

    private static readonly bool IsFresh = Environment.GetEnvironmentVariable("CSR_SIMULATION_PLANTS") == "fresh";

    public static int First(Plant plant) => !IsFresh && Known.TryGetValue(plant, out var seed) ? seed : Seeds.Fresh();
}
