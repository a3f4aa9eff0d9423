namespace CsrAgent;

/// <summary>The base of all exceptions whose message may be shown to the company's staff: it says what is wrong and what to do.</summary>
public class CsrAgentException(string message, Exception? inner = null) : Exception(message, inner);
