using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CsrAgent.Telemetry;

/// <summary>The one meter and the one activity source; exporters listen to their name. No tag takes a value from a customer.</summary>
public static class AgentMeter
{
    public const string Name = "CsrAgent";

    /// <summary>The span of a turn, in which all others of its worker are.</summary>
    public const string Turn = "turn";

    public static readonly Meter Meter = new(Name);

    public static readonly ActivitySource Activities = new(Name);
}
