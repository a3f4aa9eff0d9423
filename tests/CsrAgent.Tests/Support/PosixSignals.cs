using System.Runtime.InteropServices;

namespace CsrAgent.Tests.Support;

/// <summary>Signals that <see cref="System.Diagnostics.Process"/> cannot send.</summary>
internal static class PosixSignals
{
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;

#pragma warning disable SYSLIB1054 // The generated import needs unsafe code, which two integers do not.
    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Kill(int process, int signal);
#pragma warning restore SYSLIB1054
}
