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
        var change = space.Change.AsSpan();
        var wider = space.Wider.AsSpan();
        _queryKeyValue.Apply(RoundedRows.Of(state, Width, space), wider);
        Attention.Apply(wider, tokens, change, space);
        _attended.Apply(RoundedRows.Of(change[..state.Length], Width, space), change);
        _attendedNorm.Add(state, change);

        _up.Apply(RoundedRows.Of(state, Width, space), wider);
        Gelu.Apply(wider[..(tokens * Wide)]);
        _down.Apply(RoundedRows.Of(wider[..(tokens * Wide)], Wide, space), change);
        _norm.Add(state, change);
    }
}
