namespace CsrAgent.Answering.Checks.Numbers;

/// <summary>What a quantity measures. Values are in one unit each, so that "two days" and "48 hours" are alike.</summary>
internal enum QuantityKind
{
    /// <summary>In minutes.</summary>
    Time,

    /// <summary>In months: how many days one has is not said.</summary>
    Months,

    /// <summary>In percent.</summary>
    Share,

    /// <summary>Points that are collected.</summary>
    Points,

    /// <summary>In whatever currency; what is free costs 0.</summary>
    Money,

    /// <summary>A time of the day, in minutes since midnight.</summary>
    Clock,
}
