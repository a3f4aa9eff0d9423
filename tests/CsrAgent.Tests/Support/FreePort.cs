using System.Net;
using System.Net.Sockets;

namespace CsrAgent.Tests.Support;

/// <summary>For a process that must know its port before it starts, and keep it over restarts.</summary>
internal static class FreePort
{
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
