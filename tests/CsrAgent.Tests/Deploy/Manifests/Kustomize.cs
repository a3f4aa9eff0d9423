using System.Diagnostics;
using CsrAgent.Tests.Architecture;
using CsrAgent.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace CsrAgent.Tests.Deploy.Manifests;

/// <summary>What <c>kubectl kustomize</c> makes of deploy/k8s. It needs no cluster.</summary>
internal static class Kustomize
{
    private const string Root = "deploy/k8s";

    public static bool IsInstalled { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "kubectl")));

    /// <param name="what">"base", "overlays/NAME", or "components/NAME", which is put on the base.</param>
    public static async Task<IReadOnlyList<YamlNode>> RenderAsync(string what)
    {
        var folder = Directory.CreateTempSubdirectory("csr-kustomize-").FullName;
        try
        {
            foreach (var file in Repository.FilesIn(Root, "*"))
            {
                var copy = Path.Combine(folder, Path.GetRelativePath(Root, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(Path.Combine(Repository.Root, file), copy);
            }
            var trial = Path.Combine(folder, "overlays", "trial");
            File.Copy(Path.Combine(trial, "secrets.env.example"), Path.Combine(trial, "secrets.env"), overwrite: true);
            var isComponent = what.StartsWith("components/", StringComparison.Ordinal);
            var arguments = (string[])["kustomize", isComponent ? PutOnBase(folder, what) : what];
            return YamlFile.Parse(await ExternalProgram.RunAsync(new ProcessStartInfo("kubectl", arguments) { WorkingDirectory = folder }));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string PutOnBase(string folder, string component)
    {
        Directory.CreateDirectory(Path.Combine(folder, "one"));
        File.WriteAllText(
            Path.Combine(folder, "one", "kustomization.yaml"),
            $"""
            apiVersion: kustomize.config.k8s.io/v1beta1
            kind: Kustomization
            resources: [../base]
            components: [../{component}]
            """
        );
        return "one";
    }
}
