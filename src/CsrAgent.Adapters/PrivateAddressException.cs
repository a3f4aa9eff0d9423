namespace CsrAgent.Adapters;

/// <summary>A URL leads to where it must not.</summary>
internal sealed class PrivateAddressException(string message) : CsrAgentException(message);
