using System.Runtime.InteropServices;

namespace CsrAgent.Tests.Faults;

/// <summary>
/// A disk that is full for one process: the system refuses every write of it to a file (limit on file size, setrlimit(2)). A process that
/// is started later inherits that the signal for it is ignored, so that the write fails instead.
/// </summary>
internal static class FullDisk
{
    private const int FileSizeLimit = 1;
    private const int FileSizeExceeded = 25;
    private const nint Ignore = 1;

    /// <summary>Before the process is started.</summary>
    public static void Prepare()
    {
        if (Signal(FileSizeExceeded, Ignore) == -1) throw Failed("signal");
    }

    public static void Begin(int process) => Set(process, 0);

    public static void End(int process) => Set(process, ulong.MaxValue);

    private static void Set(int process, ulong bytes)
    {
        var limit = new Limit(bytes, ulong.MaxValue);
        if (SetLimit(process, FileSizeLimit, in limit, 0) != 0) throw Failed("prlimit");
    }

    private static InvalidOperationException Failed(string call) => new($"{call} failed with error {Marshal.GetLastPInvokeError()}.");

#pragma warning disable SYSLIB1054 // The generated imports need unsafe code.
    [DllImport("libc", EntryPoint = "signal", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Signal(int signal, nint handler);

    [DllImport("libc", EntryPoint = "prlimit64", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetLimit(int process, int resource, in Limit limit, nint old);
#pragma warning restore SYSLIB1054

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Limit(ulong Soft, ulong Hard);
}
