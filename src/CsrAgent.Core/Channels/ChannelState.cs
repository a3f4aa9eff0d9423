namespace CsrAgent.Channels;

/// <param name="Version">Increases with each write; for the next one.</param>
public sealed record ChannelState(string Text, long Version);
