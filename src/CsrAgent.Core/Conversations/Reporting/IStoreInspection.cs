namespace CsrAgent.Conversations.Reporting;

/// <summary>Facts about the store itself, for those who are asked for help with it. Safe to call from many threads.</summary>
public interface IStoreInspection
{
    Task<StoreFacts> InspectAsync(CancellationToken cancellationToken);
}
