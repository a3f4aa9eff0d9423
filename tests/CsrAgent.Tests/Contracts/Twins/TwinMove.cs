namespace CsrAgent.Tests.Contracts.Twins;

/// <summary>A call to a seam: what it is, and what its arguments are drawn from.</summary>
internal sealed record TwinMove(TwinCall Call, int A, int B, int C)
{
    private static readonly TwinCall[] Calls =
    [
        .. Enum.GetValues<TwinCall>(),
        .. Enumerable.Repeat(TwinCall.Accept, 4),
        .. Enumerable.Repeat(TwinCall.Take, 4),
        .. Enumerable.Repeat(TwinCall.Commit, 4),
    ];

    public static TwinMove Any(Random random) =>
        new(Calls[random.Next(Calls.Length)], random.Next(1000), random.Next(1000), random.Next(1000));
}
