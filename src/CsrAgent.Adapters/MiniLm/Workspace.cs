namespace CsrAgent.Adapters.MiniLm;

/// <summary>The arrays that one text is embedded with; used again for the next, by one thread at a time.</summary>
internal sealed class Workspace
{
    private const int Width = MiniLmEncoder.Width;
    private const int Wide = MiniLmEncoder.Wide;
    private const int Tokens = MiniLmEncoder.MaxTokens;

    public float[] State { get; } = new float[Tokens * Width];

    public float[] Change { get; } = new float[Tokens * Width];

    public float[] Wider { get; } = new float[Tokens * Wide];

    public short[] Rounded { get; } = new short[Tokens * Wide];

    public float[] Scales { get; } = new float[Tokens];

    public float[] Keys { get; } = new float[Tokens * 32];

    public float[] Weights { get; } = new float[FloatRows.Group * Tokens];
}
