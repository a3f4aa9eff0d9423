using CsrAgent.Host.Doctor;

namespace CsrAgent.Host.Support;

/// <summary>What a support bundle is made of.</summary>
/// <param name="Doctor">What the doctor looks at, with all settings.</param>
/// <param name="Server">Of the running server, with a slash at its end.</param>
/// <param name="ApiKey">Its admin key, or null.</param>
/// <param name="Input">Where a log comes from that is piped in.</param>
internal sealed record SupportSubject(DoctorSubject Doctor, Uri Server, string? ApiKey, TextReader Input, TimeProvider Time);
