using CsrAgent.Telemetry;
using Microsoft.Extensions.Options;

namespace CsrAgent.Host.Identity.Jwt;

/// <summary>Tries to read the keys that customers' identities are checked with, and says which settings have no effect.</summary>
internal sealed class CustomerKeysSelfTest(
    IOptions<IdentityOptions> identity,
    IOptions<JwtOptions> options,
    TimeProvider time,
    ILogger<CustomerKeysSelfTest> logger
) : ISelfTest
{
    public string Name => "identity";

    public async Task<IReadOnlyList<Diagnosis>> RunAsync(CancellationToken cancellationToken)
    {
        var isSet = options.Value.Secret is not null || options.Value.Jwks is not null;
        if (identity.Value.ChatAuth != ChatAuth.Jwt)
        {
            return isSet ? [Diagnosis.Warning(Name, "JWT_SECRET or JWT_JWKS is set, and has no effect without CHAT_AUTH=jwt.")] : [];
        }
        if (options.Value.Jwks is null) return [Diagnosis.Ok(Name, "customers' tokens are checked with JWT_SECRET (HS256)")];
        using var keys = CustomerKeys.From(options.Value, time, logger);
        return
        [
            await keys.ReadAsync("", cancellationToken) switch
            {
                KeyReading.Read read => Diagnosis.Ok(Name, $"{read.Keys.Keys.Count} public keys at JWT_JWKS"),
                KeyReading.Unknown unknown => Diagnosis.Fault(
                    Name,
                    $"the keys at JWT_JWKS cannot be read, look at the address: {unknown.Reason}"
                ),
                var other => throw new InvalidOperationException($"The self-test does not know {other}."),
            },
        ];
    }
}
