using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace CsrAgent.Host;

/// <summary>Explains to the operator what keeps the server from starting.</summary>
internal static class StartFault
{
    /// <summary>Null for a bug rather than a configuration error: a bug shows its stack trace.</summary>
    public static string? Explain(Exception error) =>
        error switch
        {
            CsrAgentException e => $"The server did not start: {e.Message}",
            OptionsValidationException e => $"The server did not start: {string.Join(" ", e.Failures)}",
            IOException { InnerException: SocketException or Microsoft.AspNetCore.Connections.AddressInUseException } e =>
                $"The server did not start: {e.Message} Set PORT to a free one.",
            SocketException { SocketErrorCode: SocketError.AddressNotAvailable } =>
                "The server did not start: BIND_ADDRESS is no address of this machine; use 0.0.0.0 for all of them.",
            OperationCanceledException => "The server was stopped during startup.",
            AggregateException { InnerException: { } inner } => Explain(inner),
            _ => null,
        };
}
