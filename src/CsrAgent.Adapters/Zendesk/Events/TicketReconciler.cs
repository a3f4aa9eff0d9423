using System.Net;
using CsrAgent.Adapters.Zendesk.Api;
using CsrAgent.Admission;
using CsrAgent.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Zendesk.Events;

/// <summary>
/// Reads the tickets that have changed, for what no webhook told of: Zendesk promises neither that a webhook comes nor in which order.
/// Every worker may do so; what is known already is recognized.
/// </summary>
internal sealed class TicketReconciler(
    ZendeskTickets tickets,
    TicketIntake intake,
    IOptions<ZendeskOptions> options,
    LoopHealth health,
    TimeProvider time,
    ILogger<TicketReconciler> logger
) : PeriodicLoop(health, time, logger)
{
    /// <summary>Zendesk takes no start within the last minute, and a webhook gets its chance first.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromMinutes(1);

    /// <summary>The export is for administrators only: nobody changes that within a minute.</summary>
    private static readonly TimeSpan WithoutRight = TimeSpan.FromHours(1);

    private string? _cursor;

    protected override TimeSpan StartDelay => TimeSpan.FromSeconds(10);

    protected override TimeSpan MaxIteration => TimeSpan.FromMinutes(10);

    protected override async Task<TimeSpan> IterateAsync(CancellationToken stopping)
    {
        try
        {
            while (!await ReadPageAsync(stopping)) { }
            return options.Value.ReconcileInterval;
        }
        // Zendesk is out of reach, which is no fault of this server: it goes on with the same page.
        catch (ZendeskException e)
        {
            logger.LogWarning("Changed tickets could not be read: {Error}", e.Message);
            return e.Status == HttpStatusCode.Forbidden ? WithoutRight
                : e.RetryAfter is { } asked && asked > MaxRetryDelay ? asked
                : MaxRetryDelay;
        }
    }

    /// <summary>True when there is nothing more for now. The page is read again if anything in it failed.</summary>
    internal async Task<bool> ReadPageAsync(CancellationToken stopping)
    {
        var now = Time.GetUtcNow();
        var page = await tickets.ExportAsync(now - options.Value.ReconcileWindow - Grace, _cursor, stopping);
        foreach (var ticket in page.Tickets)
        {
            if (CustomerComments.IsToBeRepeated(await TakeAsync(ticket, stopping))) return true;
        }
        _cursor = page.Cursor;
        return page.IsLast;
    }

    private Task<AdmissionOutcome?> TakeAsync(ZendeskTicket ticket, CancellationToken stopping) =>
        ticket.Status == "deleted" ? intake.TakeAsync(new ZendeskNotice.Gone(ticket), stopping)
        : ticket.IsSettled ? intake.TakeAsync(new ZendeskNotice.StatusChanged(ticket), stopping)
        : intake.TakeAsync(new ZendeskNotice.Touched(ticket.Id), stopping);
}
