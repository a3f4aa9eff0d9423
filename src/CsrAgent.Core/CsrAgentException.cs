namespace CsrAgent;

/// <summary>The root of the errors whose message may be shown to the company's staff: it names what is wrong and what to do.</summary>
public class CsrAgentException(string message, Exception? inner = null) : Exception(message, inner);
