using CsrAgent.Settings;

namespace CsrAgent.Host.Doctor;

/// <summary>What <c>csr-agent doctor</c> looks at.</summary>
/// <param name="Settings">All that there are.</param>
/// <param name="Values">The operator's.</param>
/// <param name="Variables">The names of all environment variables.</param>
/// <param name="Build">Composes the server without starting it, and checks its options; throws as the start would.</param>
/// <param name="Explain">What such an exception means to an operator; null for a bug.</param>
internal sealed record DoctorSubject(
    IReadOnlyList<Setting> Settings,
    ISettingValues Values,
    IReadOnlyCollection<string> Variables,
    Func<WebApplication> Build,
    Func<Exception, string?> Explain,
    string Version
);
