using System.Numerics.Tensors;

namespace CsrAgent.Adapters.MiniLm;

/// <summary>One of the model's six layers: attention, then a dense network on each token; each adds to the state and is normed.</summary>
internal sealed class EncoderLayer(MiniLmFile file)
{
    private const int Width = MiniLmEncoder.Width;
    private const int Wide = MiniLmEncoder.Wide;

    private readonly DenseLayer _queryKeyValue = file.Dense(Width, 3 * Width);
    private readonly DenseLayer _attended = file.Dense(Width, Width);
    private readonly LayerNorm _attendedNorm = file.Norm(Width);
    private readonly DenseLayer _up = file.Dense(Width, Wide);
    private readonly DenseLayer _down = file.Dense(Wide, Width);
    private readonly LayerNorm _norm = file.Norm(Width);

    public void Apply(Span<float> state, Workspace space)
    {
        var tokens = state.Length / Width;
        var change = space.Change.AsSpan(0, state.Length);
        var inputs = space.Wider.AsSpan(0, 3 * state.Length);
        _queryKeyValue.Apply(RoundedRows.Of(state, Width, space), inputs);
        Attention.Apply(inputs, tokens, change, space);
        _attended.Apply(RoundedRows.Of(change, Width, space), change);
        TensorPrimitives.Add(state, change, state);
        _attendedNorm.Apply(state);

        var wider = space.Wider.AsSpan(0, tokens * Wide);
        _up.Apply(RoundedRows.Of(state, Width, space), wider);
        Gelu.Apply(wider);
        _down.Apply(RoundedRows.Of(wider, Wide, space), change);
        TensorPrimitives.Add(state, change, state);
        _norm.Apply(state);
    }
}
