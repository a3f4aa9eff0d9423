namespace CsrAgent.ModelConverter;

/// <summary>One operation of a model's graph, with the names of what goes in and comes out.</summary>
internal sealed record OnnxNode(string Operation, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs);
