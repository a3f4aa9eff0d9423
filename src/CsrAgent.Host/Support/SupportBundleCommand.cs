using CsrAgent.Host.Configuration;

namespace CsrAgent.Host.Support;

/// <summary><c>csr-agent support-bundle</c>: one file for those who are asked for help, without customers' texts and keys.</summary>
internal static class SupportBundleCommand
{
    public const string Name = "support-bundle";

    private const string Usage =
        "Usage: csr-agent support-bundle --to FILE.zip [--log FILE | --log -] [--server URL] [--timeout DURATION]";
    private const int Failed = 1;
    private const int WrongUse = 2;

    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    /// <param name="args">Those after the command's name.</param>
    /// <param name="subject">What the bundle is made of.</param>
    /// <param name="output">For what is in it.</param>
    /// <param name="error">For what keeps it from that.</param>
    /// <returns>0 with a bundle, 1 without one, 2 after wrong use.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, SupportSubject subject, TextWriter output, TextWriter error)
    {
        try
        {
            var options = CommandOptions.Parse(Name, args, "--to", "--log", "--server", "--timeout");
            var target = Path.GetFullPath(options.Required("--to"));
            var asked = subject with { Server = options.Address("--server", subject.Server) };
            var timeout = options.Duration("--timeout", DefaultTimeout);
            var bundle = new SupportBundle(asked, new BundledSettings(subject.Doctor.Settings, subject.Doctor.Values));
            using var log = Open(options.Find("--log"), subject.Input);
            var parts = await WriteAsync(bundle, target, log, timeout);
            foreach (var part in parts) await output.WriteLineAsync(part);
            await output.WriteLineAsync(
                $"Written to {target}. It names hosts, folders and your own accounts, and holds errors as other programs put them: look at "
                    + "it before you pass it on."
            );
            return 0;
        }
        catch (FormatException e)
        {
            await error.WriteLineAsync($"{e.Message}\n{Usage}");
            return WrongUse;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"No bundle was made: {e.Message}");
            return Failed;
        }
    }

    /// <summary>Half a bundle is none.</summary>
    private static async Task<IReadOnlyList<string>> WriteAsync(SupportBundle bundle, string target, TextReader? log, TimeSpan timeout)
    {
        await using var file = CreatePrivate(target);
        try
        {
            return await bundle.WriteAsync(file, log, timeout);
        }
        catch
        {
            File.Delete(target);
            throw;
        }
    }

    private static TextReader? Open(string? log, TextReader input) =>
        log switch
        {
            null => null,
            "-" => input,
            _ => new StreamReader(log),
        };

    /// <summary>A new file that only its owner can read.</summary>
    private static FileStream CreatePrivate(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
