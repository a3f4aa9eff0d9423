namespace CsrAgent.Tests.Simulation.Plants;

/// <summary>
/// For each planted fault a seed that has found it, so that the tests need no luck. When the engine or the simulator changes, the search
/// goes on from there; <c>CSR_SIMULATION_PLANTS=fresh</c> searches from fresh seeds.
/// </summary>
internal static class KnownSeeds
{
    private static readonly Dictionary<Plant, int> Known = new()
    {
        [Plant.DedupeDropped] = 370_416_607,
        [Plant.KeysForgottenAfterTurn] = 699_528_680,
        [Plant.OrderSwapped] = 467_751_228,
        [Plant.AcceptedNotStored] = 699_505_188,
        [Plant.LeaseIgnored] = 1_022_113_550,
        [Plant.FenceIgnored] = 836_546_016,
        [Plant.OldIncarnationCommits] = 514_835_132,
        [Plant.ReclaimForgotten] = 446_407_848,
        [Plant.AttemptsForgotten] = 506_365_600,
        [Plant.HandBackLost] = 858_663_824,
        [Plant.HandBackLate] = 598_901_910,
        [Plant.CommitCoversUnread] = 271_589_725,
        [Plant.GapBesideCommit] = 351_506_034,
        [Plant.TokenIgnored] = 992_610_829,
        [Plant.WallClockLeases] = 1_065_344_798,
        [Plant.EndDropsWaiting] = 938_270_718,
        [Plant.EraseLeavesHistory] = 768_996_793,
        [Plant.EraseLeavesDeliveries] = 541_669_370,
        [Plant.EraseLeavesQuestions] = 631_977_618,
        [Plant.SessionsNotClosed] = 707_924_914,
        [Plant.WrongReply] = 1_030_450_743,
        [Plant.DeliveriesDropped] = 556_047_681,
        [Plant.SentForgotten] = 874_982_770,
        [Plant.FailedGoesLast] = 576_024_017,
        [Plant.FailedGivesUp] = 607_558_111,
        [Plant.OutboxLeaseIgnored] = 104_458_873,
        [Plant.ClaimNotFenced] = 166_224_588,
        [Plant.ClaimOverwrites] = 865_401_162,
        [Plant.PersonKeyDropped] = 811_056_757,
        [Plant.RetryTakesClaimed] = 464_418_757,
        [Plant.RetryCopies] = 813_553_290,
    };

    private static readonly bool IsFresh = Environment.GetEnvironmentVariable("CSR_SIMULATION_PLANTS") == "fresh";

    public static int First(Plant plant) => !IsFresh && Known.TryGetValue(plant, out var seed) ? seed : Seeds.Fresh();
}
