namespace CsrAgent.Settings;

/// <summary>A module that has to reach something before anything starts.</summary>
public interface IConnectingModule : IAgentModule
{
    /// <summary>Runs once, before the server and its loops start. Waits for what it connects to.</summary>
    Task ConnectAsync(IServiceProvider services, CancellationToken cancellationToken);
}
