using System.Collections.Concurrent;

namespace CsrAgent.Tests.Support.Redis;

/// <summary>
/// Makes a real Redis, of whichever version, one that has WAITAOF: the proxy answers it, with what the test says of the disk. The command
/// goes on as a script with the same answer, so that all answers keep their order.
/// </summary>
public sealed class DiskProxy(int target) : TcpProxy(target)
{
    /// <summary>Whether the server's disk has what was written.</summary>
    public bool IsOnDisk { get; set; } = true;

    /// <summary>The arguments of each WAITAOF: how many own disks, how many replicas', milliseconds.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    protected override Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> NewFilter()
    {
        var commands = new RespCommands(Replace);
        return commands.Pass;
    }

    private string[]? Replace(string[] command)
    {
        if (!command[0].Equals("WAITAOF", StringComparison.OrdinalIgnoreCase)) return null;
        Asked.Enqueue(string.Join(' ', command[1..]));
        return ["EVAL", IsOnDisk ? "return {1, 0}" : "return {0, 0}", "0"];
    }
}
