using System.CodeDom.Compiler;
using System.Runtime.CompilerServices;
using CsrAgent.Adapters.Sqlite;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Tests.Architecture;

/// <summary>The files and assemblies on which the rules of the repository are checked.</summary>
internal static class Repository
{
    public static readonly IReadOnlyList<System.Reflection.Assembly> Assemblies =
    [
        typeof(ITurnQueue).Assembly,
        typeof(SqliteOptions).Assembly,
        typeof(Program).Assembly,
    ];

    /// <summary>The types that somebody wrote, not a compiler or a generator.</summary>
    public static IReadOnlyList<Type> Authored { get; } =
        [
            .. Assemblies
                .SelectMany(assembly => assembly.GetTypes())
                .Where(type => type.Namespace?.StartsWith("CsrAgent", StringComparison.Ordinal) == true && !IsGenerated(type)),
        ];

    public static string Root { get; } = FindRoot();

    /// <summary>C# files below a folder.</summary>
    public static IReadOnlyList<string> CodeIn(string folder) => FilesIn(folder, "cs");

    /// <summary>Files below a folder, as paths from the root with slashes; nothing that a build generates.</summary>
    public static IReadOnlyList<string> FilesIn(string folder, string extension) =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(Root, folder), "*." + extension, SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
                .Where(file => !file.Split('/').Any(part => part is "obj" or "bin"))
                .Order(StringComparer.Ordinal),
        ];

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    public static string[] LinesOf(string file) => File.ReadAllLines(Path.Combine(Root, file));

    private static bool IsGenerated(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        || type.IsDefined(typeof(GeneratedCodeAttribute), inherit: false)
        || (type.DeclaringType is { } outer && IsGenerated(outer));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "CsrAgent.slnx")))
        {
            folder =
                Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException(
                    "The tests do not run below the repository: no folder above them holds CsrAgent.slnx."
                );
        }
        return folder;
    }
}
