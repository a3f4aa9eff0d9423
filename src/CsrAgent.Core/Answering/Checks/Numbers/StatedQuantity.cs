namespace CsrAgent.Answering.Checks.Numbers;

/// <summary>A quantity with its place in a text.</summary>
/// <param name="Index">Where its number starts.</param>
/// <param name="Length">With the unit, if that follows.</param>
/// <param name="Number">Without a unit, as it is written.</param>
/// <param name="Meanings">More than one where it may be read in more than one way: "1.000 days", "at 8".</param>
internal readonly record struct StatedQuantity(int Index, int Length, decimal Number, Quantity[] Meanings);
