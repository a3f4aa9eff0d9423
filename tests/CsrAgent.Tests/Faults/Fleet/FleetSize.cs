namespace CsrAgent.Tests.Faults.Fleet;

/// <summary>
/// How much a fault test puts on a fleet. The suite has a short look; <c>CSR_FAULTS=full</c> takes the measure that the docs report.
/// </summary>
internal sealed record FleetSize(int Conversations, int AtOnce)
{
    public const int Messages = 5;

    /// <summary>The load goes on until so much went wrong.</summary>
    public static int Strikes => IsFull ? 8 : 2;

    /// <summary>However many conversations there were, the load goes on until this is true.</summary>
    public Func<bool> MayEnd { get; init; } = () => true;

    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("CSR_FAULTS") == "full";

    /// <param name="full">Conversations of the full measure.</param>
    /// <param name="quick">Conversations of the short look.</param>
    public static FleetSize Of(int full, int quick) => IsFull ? new(full, 100) : new(quick, 40);
}
