namespace CsrAgent.Memory;

/// <summary>
/// Whose a memory is: a customer on a channel, compared character by character. The same id on another channel is somebody else, as is one
/// in other letters, with a space more, or in characters that only look the same.
/// </summary>
public readonly record struct MemoryOwner(string Channel, string UserId);
