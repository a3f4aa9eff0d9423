using System.Reflection;
using CsrAgent.Tests.Architecture;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag;
using NSwag.CodeGeneration.CSharp;

namespace CsrAgent.Tests.Clients;

/// <summary>
/// The client that NSwag generates from docs/openapi.json, as <c>nswag openapi2csclient</c> does with the options below, compiled together
/// with a caller. What generators make of the document shows in what a caller has to write.
/// </summary>
internal static class CSharpClient
{
    private const string Caller = "tests/CsrAgent.Tests/Clients/FirstCalls.cs";

    public static async Task<string> GenerateAsync(CancellationToken cancellationToken)
    {
        var document = await OpenApiDocument.FromJsonAsync(Repository.Read("docs/openapi.json"), cancellationToken);
        var settings = new CSharpClientGeneratorSettings
        {
            ClassName = "CsrAgentClient",
            UseBaseUrl = false,
            GenerateOptionalParameters = true,
            CSharpGeneratorSettings =
            {
                Namespace = "CsrAgent.Client",
                JsonLibrary = CSharpJsonLibrary.SystemTextJson,
                GenerateNullableReferenceTypes = true,
                // Events are told apart by their name, which C# has no union for: the caller reads their data.
                ExcludedTypeNames = ["ChatEvent", "ConversationEvent"],
            },
        };
        return new CSharpClientGenerator(document, settings).GenerateFile();
    }

    /// <summary>The caller, with what the compiler has to say of it and of the client.</summary>
    public static (MethodInfo? RunAsync, IReadOnlyList<Diagnostic> Diagnostics) Compile(string client)
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(file => Path.GetFileName(file).StartsWith("System.", StringComparison.Ordinal))
            .Select(file => MetadataReference.CreateFromFile(file));
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions: NullableContextOptions.Enable
        );
        var parse = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp14);
        var compilation = CSharpCompilation.Create(
            "CsrAgent.Client",
            [CSharpSyntaxTree.ParseText(client, parse), CSharpSyntaxTree.ParseText(Repository.Read(Caller), parse, Caller)],
            platform,
            options
        );
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        var said = result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).ToList();
        if (!result.Success) return (null, said);
        return (Assembly.Load(assembly.ToArray()).GetType("CsrAgent.Tests.Clients.FirstCalls")!.GetMethod("RunAsync"), said);
    }
}
