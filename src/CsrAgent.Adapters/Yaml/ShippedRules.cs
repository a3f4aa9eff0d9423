namespace CsrAgent.Adapters.Yaml;

/// <summary>The defaults as a file, to start one's own from.</summary>
public static class ShippedRules
{
    public static string Read()
    {
        using var stream =
            typeof(ShippedRules).Assembly.GetManifestResourceStream("CsrAgent.Adapters.Yaml.escalation-rules.yaml")
            ?? throw new InvalidOperationException(
                "escalation-rules.yaml is not embedded: see EmbeddedResource in CsrAgent.Adapters.csproj."
            );
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
