using System.Reflection;
using System.Reflection.Metadata;

namespace CsrAgent.Tests.Architecture;

public sealed class MethodTests
{
    private const int MaxLines = 60;

    /// <summary>
    /// From the first to the last line that the debugger stops at. Constructors are left out: theirs begin with the fields' values, which
    /// are data.
    /// </summary>
    [Fact]
    public void Methods_EachLength_IsWithinBound()
    {
        var methods = Repository.Assemblies.SelectMany(LengthsOf).ToList();

        Assert.True(methods.Count > 1000, $"Only {methods.Count} methods were looked at.");
        Assert.Empty(methods.Where(method => method.Lines > MaxLines).ToList());
    }

    private static List<(string Name, int Lines)> LengthsOf(Assembly assembly)
    {
        using var symbols = File.OpenRead(Path.ChangeExtension(assembly.Location, ".pdb"));
        using var provider = MetadataReaderProvider.FromPortablePdbStream(symbols);
        var reader = provider.GetMetadataReader();
        var methods = new List<(string, int)>();
        foreach (var handle in reader.MethodDebugInformation)
        {
            var stops = reader.GetMethodDebugInformation(handle).GetSequencePoints().Where(point => !point.IsHidden).ToList();
            var method = assembly.ManifestModule.ResolveMethod(
                System.Reflection.Metadata.Ecma335.MetadataTokens.GetToken(handle.ToDefinitionHandle())
            )!;
            if (stops.Count > 0 && IsWritten(method) && !IsGenerated(reader, stops[0]))
            {
                methods.Add(
                    ($"{method.DeclaringType}.{method.Name}", stops.Max(point => point.EndLine) - stops.Min(point => point.StartLine) + 1)
                );
            }
        }

        return methods;
    }

    private static bool IsWritten(MethodBase method) =>
        method is MethodInfo && method.DeclaringType!.FullName!.StartsWith("CsrAgent.", StringComparison.Ordinal);

    private static bool IsGenerated(MetadataReader reader, SequencePoint point) =>
        reader.GetString(reader.GetDocument(point.Document).Name).EndsWith(".g.cs", StringComparison.Ordinal);
}
