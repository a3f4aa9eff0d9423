using System.Globalization;

namespace CsrAgent.Tests.Faults.Fleet;

/// <summary>Lets a process believe in another time, by libfaketime, which ./test installs.</summary>
internal static class WrongClock
{
    private const string FileName = "libfaketimeMT.so.1";

    /// <summary>Settings of a process whose clock is not the machine's. Its stopwatches run as they should.</summary>
    public static (string Name, string Value)[] Library =>
        [
            ("LD_PRELOAD", Find()),
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
            ("DONT_FAKE_MONOTONIC", "1"),
            // With it the waits of .NET, which are monotonic, come too late.
            ("FAKETIME_FORCE_MONOTONIC_FIX", "0"),
        ];

    /// <param name="seconds">Negative for a clock that is behind.</param>
    public static (string Name, string Value)[] Ahead(int seconds) =>
        [.. Library, ("FAKETIME", seconds.ToString("+0s;-0s", CultureInfo.InvariantCulture))];

    /// <summary>Its folder is named after the machine's architecture.</summary>
    private static string Find() =>
        Directory
            .EnumerateDirectories("/usr/lib")
            .Append("/usr/lib")
            .Select(folder => Path.Combine(folder, "faketime"))
            .Select(folder => Path.Combine(folder, FileName))
            .FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException($"{FileName} is missing; ./test installs faketime.");
}
