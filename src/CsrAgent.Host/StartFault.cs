using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace CsrAgent.Host;

/// <summary>What keeps the server from starting, in words for the operator.</summary>
internal static class StartFault
{
    /// <summary>Null for what is a bug rather than a setting: that one shows its stack trace.</summary>
    public static string? Explain(Exception error) =>
        error switch
        {
            CsrAgentException e => $"The server did not start: {e.Message}",
            OptionsValidationException e => $"The server did not start: {string.Join(" ", e.Failures)}",
            IOException { InnerException: SocketException or Microsoft.AspNetCore.Connections.AddressInUseException } e =>
                $"The server did not start: {e.Message} Set PORT to a free one.",
            OperationCanceledException => "The server was told to stop while it was starting.",
            AggregateException { InnerException: { } inner } => Explain(inner),
            _ => null,
        };
}
