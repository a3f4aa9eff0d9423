using System.Net;
using System.Net.Sockets;

namespace CsrAgent.Tests.Deploy.Processes.Nginx;

/// <summary>Customers with addresses of their own: this machine has all of 127.0.0.0/8.</summary>
internal static class FromAddress
{
    /// <summary>The address of a customer, by its number from 0.</summary>
    public static IPAddress Of(int customer) => new([127, 0, (byte)(1 + (customer / 250)), (byte)(1 + (customer % 250))]);

    /// <param name="from">The customer's address.</param>
    /// <param name="port">Of NGINX.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="receiveBuffer">How much may come before it is read; null for what the system thinks good.</param>
    public static async ValueTask<Stream> ConnectAsync(
        IPAddress from,
        int port,
        CancellationToken cancellationToken,
        int? receiveBuffer = null
    )
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBuffer is { } size) socket.ReceiveBufferSize = size;
        try
        {
            socket.Bind(new IPEndPoint(from, 0));
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
