using System.Runtime.InteropServices;

namespace CsrAgent.Tests.Support;

/// <summary>
/// Whose rights the file system checks for this thread: tests often run as root, who may read everything. Linux only; without effect for
/// everybody else.
/// </summary>
internal sealed class PosixUser : IDisposable
{
    private const int NobodyId = 65_534;

    private readonly int _before = SetFileSystemUser(NobodyId);

    private PosixUser() { }

    /// <summary>Until it is disposed, on the same thread.</summary>
    public static PosixUser Nobody() => new();

    public void Dispose() => _ = SetFileSystemUser(_before);

#pragma warning disable SYSLIB1054 // The generated import needs unsafe code, which an integer does not.
    [DllImport("libc", EntryPoint = "setfsuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetFileSystemUser(int id);
#pragma warning restore SYSLIB1054
}
