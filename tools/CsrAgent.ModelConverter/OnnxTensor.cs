namespace CsrAgent.ModelConverter;

/// <summary>Numbers of a model, row by row.</summary>
/// <param name="Shape">Rows and columns, or the length alone.</param>
internal sealed record OnnxTensor(IReadOnlyList<int> Shape, float[] Values);
