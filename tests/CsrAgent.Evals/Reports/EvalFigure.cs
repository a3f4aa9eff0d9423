using System.Text.Json.Serialization;

namespace CsrAgent.Evals.Reports;

/// <param name="Name">As in "floors.json".</param>
/// <param name="Floor">What must be reached, or must not be exceeded where the name begins with "max_".</param>
internal sealed record EvalFigure(string Name, double Reached, double Floor)
{
    public bool IsMax => Name.StartsWith("max_", StringComparison.Ordinal);

    [JsonIgnore]
    public bool IsMissed => IsMax ? Reached > Floor : Reached < Floor;
}
