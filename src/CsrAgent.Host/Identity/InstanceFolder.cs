namespace CsrAgent.Host.Identity;

/// <summary>The folder for everything that this server stores on disk.</summary>
internal sealed record InstanceFolder(string Path);
