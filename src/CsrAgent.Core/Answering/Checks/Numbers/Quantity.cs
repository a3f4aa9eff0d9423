namespace CsrAgent.Answering.Checks.Numbers;

/// <summary>How much of something: "two days", "20 %", "8 a.m.".</summary>
internal readonly record struct Quantity(QuantityKind Kind, decimal Value);
