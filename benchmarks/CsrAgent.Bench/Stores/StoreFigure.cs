namespace CsrAgent.Bench.Stores;

/// <param name="Median">Milliseconds.</param>
/// <param name="Max">Milliseconds.</param>
internal sealed record StoreFigure(string Name, double Median, double Max);
