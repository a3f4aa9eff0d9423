using System.Security.Cryptography;
using System.Text.Json;
using CsrAgent.Host.Identity;
using CsrAgent.Host.Identity.Jwt;
using CsrAgent.Telemetry;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CsrAgent.Tests.Host.Identity.Jwt;

/// <summary>Public keys: RS256 and ES256, from a file or an address, and what is said when they are not there.</summary>
public sealed class CustomerTokensTests : IDisposable
{
    private static readonly JsonWebTokenHandler Signer = new();

    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(Some.Noon);
    private readonly RSA _rsa = RSA.Create(2048);
    private readonly ECDsa _ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private SecurityKey Rsa => new RsaSecurityKey(_rsa) { KeyId = "rsa-1" };

    private SecurityKey Ec => new ECDsaSecurityKey(_ec) { KeyId = "ec-1" };

    [Theory]
    [InlineData(SecurityAlgorithms.RsaSha256)]
    [InlineData(SecurityAlgorithms.EcdsaSha256)]
    public async Task Read_SignedWithAKeyOfTheFile_IsProven(string algorithm)
    {
        var tokens = With(await WriteAsync(Rsa, Ec));

        var identity = await tokens.ReadAsync(new DefaultHttpContext(), Sign(algorithm));

        Assert.Equal("ann", Assert.IsType<CustomerIdentity.Proven>(identity).UserId);
    }

    [Fact]
    public async Task Read_SignedWithAnotherKey_IsRefused()
    {
        var tokens = With(await WriteAsync(Ec));

        await AssertRefusedAsync(tokens, Sign(SecurityAlgorithms.RsaSha256), 401, "identity_token_invalid");
    }

    /// <summary>The old trick: an HMAC with the public key, which everybody knows, as its secret.</summary>
    [Fact]
    public async Task Read_HmacWithThePublicKey_IsRefused()
    {
        var file = await WriteAsync(Rsa);
        var key = new SymmetricSecurityKey(_rsa.ExportSubjectPublicKeyInfo()) { KeyId = "rsa-1" };

        await AssertRefusedAsync(With(file), Sign(SecurityAlgorithms.HmacSha256, key), 401, "identity_token_invalid");
    }

    [Fact]
    public async Task Read_AfterItsExpiryAndTheSkew_IsRefused()
    {
        var tokens = With(await WriteAsync(Rsa));
        var token = Sign(SecurityAlgorithms.RsaSha256);
        _time.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(59));
        Assert.IsType<CustomerIdentity.Proven>(await tokens.ReadAsync(new DefaultHttpContext(), token));

        _time.Advance(TimeSpan.FromSeconds(1));

        await AssertRefusedAsync(tokens, token, 401, "identity_token_expired");
    }

    [Fact]
    public async Task Read_KeysAtAnAddress_AreFetched()
    {
        await using var site = await KeySite.StartAsync(Keys(Ec));

        var identity = await With(site.Address).ReadAsync(new DefaultHttpContext(), Sign(SecurityAlgorithms.EcdsaSha256));

        Assert.IsType<CustomerIdentity.Proven>(identity);
    }

    [Fact]
    public async Task Read_NobodyAtTheAddress_IsForLater()
    {
        var tokens = With($"http://127.0.0.1:{FreePort.Find()}/keys");

        await AssertRefusedAsync(tokens, Sign(SecurityAlgorithms.EcdsaSha256), 503, "identity_unavailable");
        var found = Assert.Single(await TestOf(tokens).RunAsync(Token));
        Assert.Equal(DiagnosisLevel.Fault, found.Level);
        Assert.Contains("JWT_JWKS", found.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SelfTest_KeysThatCanBeRead_AreCounted()
    {
        var found = Assert.Single(await TestOf(With(await WriteAsync(Rsa, Ec))).RunAsync(Token));

        Assert.Equal((DiagnosisLevel.Ok, "2 public keys at JWT_JWKS"), (found.Level, found.Text));
    }

    public void Dispose()
    {
        _folder.Dispose();
        _rsa.Dispose();
        _ec.Dispose();
    }

    private static JwtOptions Options(string jwks) =>
        new()
        {
            Jwks = jwks,
            Issuer = "https://login.example.com",
            Audience = "support",
        };

    private static CustomerKeysSelfTest TestOf(CustomerTokens tokens) =>
        new(
            Microsoft.Extensions.Options.Options.Create(new IdentityOptions { ChatAuth = ChatAuth.Jwt }),
            Microsoft.Extensions.Options.Options.Create(Options("x")),
            tokens
        );

    private static string Keys(params SecurityKey[] keys) =>
        JsonSerializer.Serialize(
            new
            {
                keys = keys.Select(JsonWebKeyConverter.ConvertFromSecurityKey)
                    .Select(key => new
                    {
                        kty = key.Kty,
                        kid = key.Kid,
                        n = key.N,
                        e = key.E,
                        crv = key.Crv,
                        x = key.X,
                        y = key.Y,
                    }),
            },
            JsonSerializerOptions.Web
        );

    private static async Task AssertRefusedAsync(CustomerTokens tokens, string token, int status, string code)
    {
        var refused = Assert.IsType<CustomerIdentity.Refused>(await tokens.ReadAsync(new DefaultHttpContext(), token));
        var problem = Assert.IsType<ProblemHttpResult>(refused.Problem);
        Assert.Equal((status, code), (problem.StatusCode, problem.ProblemDetails.Extensions["code"]));
    }

    private CustomerTokens With(string jwks) =>
        new(Microsoft.Extensions.Options.Options.Create(Options(jwks)), _time, NullLogger<CustomerTokens>.Instance);

    private async Task<string> WriteAsync(params SecurityKey[] keys)
    {
        var path = Path.Combine(_folder.Path, "keys.json");
        await File.WriteAllTextAsync(path, Keys(keys), Token);
        return path;
    }

    private string Sign(string algorithm, SecurityKey? key = null) =>
        Signer.CreateToken(
            $$"""
            {"sub":"ann","iss":"https://login.example.com","aud":"support","exp":{{_time.GetUtcNow().AddMinutes(10).ToUnixTimeSeconds()}}}
            """,
            new SigningCredentials(key ?? (algorithm == SecurityAlgorithms.RsaSha256 ? Rsa : Ec), algorithm)
        );

    private sealed class KeySite(WebApplication app) : IAsyncDisposable
    {
        public string Address => $"{app.Urls.Single()}/keys";

        public static async Task<KeySite> StartAsync(string keys)
        {
            var app = WebApplication.CreateSlimBuilder().Build();
            app.Urls.Add("http://127.0.0.1:0");
            app.MapGet("/keys", () => Results.Text(keys, "application/json"));
            await app.StartAsync(Token);
            return new KeySite(app);
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
