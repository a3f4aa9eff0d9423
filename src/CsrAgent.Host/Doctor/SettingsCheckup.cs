using CsrAgent.Host.Configuration;
using CsrAgent.Host.Identity;
using CsrAgent.Host.Telemetry;
using CsrAgent.Settings;
using CsrAgent.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace CsrAgent.Host.Doctor;

/// <summary>The environment variables: each alone, and what they are together.</summary>
internal sealed class SettingsCheckup(DoctorSubject subject)
{
    private const string Part = "settings";

    public IReadOnlyList<Diagnosis> Run()
    {
        var found = subject.Settings.Select(FaultOf).OfType<Diagnosis>().ToList();
        var misspelt = new MisspeltSettings(subject.Settings, NullLogger<MisspeltSettings>.Instance);
        found.AddRange(
            from name in subject.Variables.Order(StringComparer.Ordinal)
            let meant = misspelt.MeantBy(name)
            where meant is not null
            select Diagnosis.Warning(Part, $"{name} is not a setting and has no effect; {meant} is one")
        );
        if (found.Exists(line => line.Level == DiagnosisLevel.Fault)) return found;
        if (FaultOf(() => _ = subject.Values.Read<TelemetryOptions>().Collector) is { } noAddress) return [.. found, noAddress];
        found.AddRange(ForProduction());
        return found;
    }

    private Diagnosis? FaultOf(Setting setting) =>
        FaultOf(() =>
        {
            if (subject.Values.Find(setting.Name) is { } value) setting.Apply(Activator.CreateInstance(setting.Options)!, value);
        });

    private static Diagnosis? FaultOf(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (CsrAgentException e)
        {
            return Diagnosis.Fault(Part, e.Message);
        }
    }

    private IEnumerable<Diagnosis> ForProduction()
    {
        var identity = subject.Values.Read<IdentityOptions>();
        var server = subject.Values.Read<ServerOptions>();
        if (identity.ChatAuth == ChatAuth.Open)
        {
            yield return Diagnosis.Warning(
                Part,
                "anyone who knows a session's id can read it: set CHAT_AUTH=token or jwt before you go live."
            );
        }
        if (server.CorsOrigins.Contains("*"))
        {
            yield return Diagnosis.Warning(Part, "any site may embed the widget: name yours in CORS_ORIGINS instead of *.");
        }
        if (server.Roles != ServerRoles.All && identity.SecretKey is null)
        {
            yield return Diagnosis.Warning(
                Part,
                "SECRET_KEY is not set, so the key is stored in Redis with the data: set the same one in every process."
            );
        }
        if (server.Roles != ServerRoles.All && server.DrainTime == TimeSpan.Zero)
        {
            yield return Diagnosis.Warning(
                Part,
                "an update fails requests, since DRAIN_TIME is 0: set it longer than your load balancer needs to notice a 503 (5s)."
            );
        }
    }
}
