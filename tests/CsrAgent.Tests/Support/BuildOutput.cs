namespace CsrAgent.Tests.Support;

/// <summary>Where the build puts things, as seen from this assembly: <c>artifacts/bin/(project)/(configuration)</c>.</summary>
internal static class BuildOutput
{
    public static string RepositoryRoot { get; } = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>With ./test --coverage: the server is the copy beside this assembly, whose lines count if it ends orderly.</summary>
    public static bool IsMeasured { get; } = Environment.GetEnvironmentVariable("CSR_TEST_COVERAGE") == "1";

    /// <summary>./test names the one that is compiled ahead, which starts with a third of the work.</summary>
    public static string Server { get; } =
        Environment.GetEnvironmentVariable("CSR_TEST_SERVER") is { Length: > 0 } named
            ? named
            : Path.Combine(IsMeasured ? AppContext.BaseDirectory : HostOutput(), "csr-agent.dll");

    private static string HostOutput() =>
        Path.Combine(RepositoryRoot, "artifacts", "bin", "CsrAgent.Host", new DirectoryInfo(AppContext.BaseDirectory).Name);

    private static string FindRoot(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CsrAgent.slnx"))) folder = folder.Parent;
        return folder?.FullName
            ?? throw new InvalidOperationException(
                $"No CsrAgent.slnx above {AppContext.BaseDirectory}: run the tests from within the repository."
            );
    }
}
