namespace CsrAgent.Host.Identity;

/// <summary>The folder that holds all that this server keeps on disk.</summary>
internal sealed record InstanceFolder(string Path);
