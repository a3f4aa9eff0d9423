namespace CsrAgent.Channels;

/// <summary>
/// Whether what a channel needs at its other end is there. The server stays ready without it: other channels go on. Safe to call from many
/// threads, and returns at once.
/// </summary>
public interface IChannelHealth
{
    /// <summary>The channel's name.</summary>
    string Name { get; }

    /// <summary>What is wrong, for the operator; null for nothing. Has no word of a customer's.</summary>
    string? Fault { get; }
}
