using System.Security.Cryptography;
using System.Text.Json;
using CsrAgent.Channels;
using CsrAgent.Host.Identity;
using CsrAgent.Host.Identity.Jwt;
using CsrAgent.Telemetry;
using CsrAgent.Tests.Channels;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
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
    public async Task Read_SignedWithAnotherKeyOfTheSameName_IsRefused()
    {
        using var other = RSA.Create(2048);
        var tokens = With(await WriteAsync(Rsa));

        var token = Sign(SecurityAlgorithms.RsaSha256, new RsaSecurityKey(other) { KeyId = "rsa-1" });

        await AssertRefusedAsync(tokens, token, 401, "identity_token_invalid", "signature does not fit");
    }

    /// <summary>The old trick: a public set has a key for HMAC in it, or the public key itself is taken for the secret.</summary>
    [Fact]
    public async Task Read_HmacWithAKeyOfTheSet_IsRefusedForItsAlgorithm()
    {
        var secret = new SymmetricSecurityKey("a key for HMAC that stands in a public set"u8.ToArray()) { KeyId = "oct-1" };
        var file = await WriteAsync(Rsa, secret);
        var known = new SymmetricSecurityKey(_rsa.ExportSubjectPublicKeyInfo()) { KeyId = "rsa-1" };

        foreach (var key in new[] { secret, known })
        {
            var token = Sign(SecurityAlgorithms.HmacSha256, key);
            await AssertRefusedAsync(With(file), token, 401, "identity_token_invalid", "not signed with RS256 or ES256");
        }
        Assert.Equal("rsa-1", Assert.Single(CustomerKeySet.Parse(Keys(Rsa, secret)).Keys).KeyId);
    }

    [Fact]
    public async Task Read_NoTokenAtAll_IsRefusedForThat()
    {
        var tokens = With(await WriteAsync(Rsa));

        foreach (var text in new[] { "..", "a.b.c", "e30.e30.", new string('a', 20_000) + ".a.a" })
        {
            await AssertRefusedAsync(tokens, text, 401, "identity_token_invalid");
        }
        await AssertRefusedAsync(tokens, "a.b.c", 401, "identity_token_invalid", "no JWT that can be read");
    }

    [Theory]
    [InlineData("anonymous:v1")]
    [InlineData("program:s_1")]
    [InlineData("push:17")]
    [InlineData("Push:17")]
    public async Task Read_AnIdThatBelongsToOthers_IsRefused(string user)
    {
        var tokens = With(await WriteAsync(Rsa));

        await AssertRefusedAsync(tokens, Sign(SecurityAlgorithms.RsaSha256, user: user), 401, "identity_token_invalid", "its sub begins");
        await AssertRefusedAsync(
            tokens,
            Sign(SecurityAlgorithms.RsaSha256, user: new string('a', 257)),
            401,
            "identity_token_invalid",
            "longer than 256"
        );
        Assert.IsType<CustomerIdentity.Proven>(
            await tokens.ReadAsync(new DefaultHttpContext(), Sign(SecurityAlgorithms.RsaSha256, user: "auth0:" + new string('a', 250)))
        );
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
        var address = $"http://127.0.0.1:{FreePort.Find()}/keys";

        await AssertLaterAsync(With(address), Sign(SecurityAlgorithms.EcdsaSha256), "10");
        var found = Assert.Single(await TestOf(address).RunAsync(Token));
        Assert.Equal(DiagnosisLevel.Fault, found.Level);
        Assert.Contains("JWT_JWKS", found.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_TheIssuerHasNewKeys_IsProvenAtOnce()
    {
        await using var site = await KeySite.StartAsync(Keys(Rsa));
        var tokens = With(site.Address);
        await AssertProvenAsync(tokens, Sign(SecurityAlgorithms.RsaSha256));

        site.Keys = Keys(Ec);
        _time.Advance(CustomerKeys.Pause);

        await AssertProvenAsync(tokens, Sign(SecurityAlgorithms.EcdsaSha256));
        await AssertRefusedAsync(tokens, Sign(SecurityAlgorithms.RsaSha256), 401, "identity_token_invalid", "(kid) is not at JWT_JWKS");
    }

    /// <summary>At once, though the keys were read a moment ago; and whoever forges many does not keep the address busy.</summary>
    [Fact]
    public async Task Read_ForgedKeys_AreRefusedAfterOneLookAtTheAddress()
    {
        await using var site = await KeySite.StartAsync(Keys(Rsa));
        var tokens = With(site.Address);
        await AssertProvenAsync(tokens, Sign(SecurityAlgorithms.RsaSha256));

        for (var i = 0; i < 20; i++) await AssertForgedAsync("one");
        Assert.Equal(2, site.Reads);
        for (var i = 2; i < CustomerKeys.MaxReadsAtOnce; i++) await AssertForgedAsync($"{i}");
        for (var i = 0; i < 20; i++) await AssertRefusedAsync(tokens, Forged($"more {i}"), 503, "identity_unavailable");
        Assert.Equal(CustomerKeys.MaxReadsAtOnce, site.Reads);
        await AssertForgedAsync("one");
        await AssertProvenAsync(tokens, Sign(SecurityAlgorithms.RsaSha256));

        site.Keys = Keys(Rsa, Ec);
        _time.Advance(CustomerKeys.Pause);
        await AssertProvenAsync(tokens, Sign(SecurityAlgorithms.EcdsaSha256));
        Assert.Equal(CustomerKeys.MaxReadsAtOnce + 1, site.Reads);

        Task AssertForgedAsync(string kid) =>
            AssertRefusedAsync(tokens, Forged(kid), 401, "identity_token_invalid", "(kid) is not at JWT_JWKS");

        string Forged(string kid) => Sign(SecurityAlgorithms.EcdsaSha256, new ECDsaSecurityKey(_ec) { KeyId = kid });
    }

    /// <summary>Nobody knows whether it is a forgery or the issuer's newest key.</summary>
    [Fact]
    public async Task Read_AnUnknownKeyWhileTheAddressIsDown_IsForLater()
    {
        await using var site = await KeySite.StartAsync(Keys(Rsa));
        var tokens = With(site.Address);
        await AssertProvenAsync(tokens, Sign(SecurityAlgorithms.RsaSha256));
        site.Keys = null;

        _time.Advance(CustomerKeys.Pause);
        await AssertLaterAsync(tokens, Sign(SecurityAlgorithms.EcdsaSha256), "10");
        _time.Advance(TimeSpan.FromSeconds(4));
        await AssertLaterAsync(tokens, Sign(SecurityAlgorithms.EcdsaSha256), "6");
        await AssertProvenAsync(tokens, Sign(SecurityAlgorithms.RsaSha256));

        site.Keys = Keys(Ec);
        _time.Advance(TimeSpan.FromSeconds(6));
        await AssertProvenAsync(tokens, Sign(SecurityAlgorithms.EcdsaSha256));
    }

    [Fact]
    public async Task Read_ManyTokensOfUnknownKeys_AskTheAddressOnceInAWhile()
    {
        await using var site = await KeySite.StartAsync(null);
        var tokens = With(site.Address);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AssertLaterAsync(tokens, Sign(SecurityAlgorithms.EcdsaSha256), "10")));
        Assert.Equal(1, site.Reads);
        site.Keys = Keys(Rsa);
        _time.Advance(CustomerKeys.Pause);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => tokens.ReadAsync(new DefaultHttpContext(), Sign(SecurityAlgorithms.EcdsaSha256)))
        );

        Assert.All(answers, answer => Assert.IsType<CustomerIdentity.Refused>(answer));
        Assert.Equal(2, site.Reads);
    }

    [Fact]
    public async Task Read_TokensWithoutTheNameOfAKey_FindTheNewOne()
    {
        await using var site = await KeySite.StartAsync(Keys(new ECDsaSecurityKey(_ec)));
        using var next = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var tokens = With(site.Address);
        await AssertProvenAsync(tokens, Sign(SecurityAlgorithms.EcdsaSha256, new ECDsaSecurityKey(_ec)));

        site.Keys = Keys(new ECDsaSecurityKey(next));
        _time.Advance(CustomerKeys.Pause);

        await AssertProvenAsync(tokens, Sign(SecurityAlgorithms.EcdsaSha256, new ECDsaSecurityKey(next)));
        _time.Advance(CustomerKeys.Pause);
        var old = Sign(SecurityAlgorithms.EcdsaSha256, new ECDsaSecurityKey(_ec));
        await AssertRefusedAsync(tokens, old, 401, "identity_token_invalid", "signature does not fit");
    }

    [Fact]
    public async Task Read_AKeyThatTheIssuerHasWithdrawn_IsRefusedWithinTheHour()
    {
        await using var site = await KeySite.StartAsync(Keys(Rsa, Ec));
        var tokens = With(site.Address);
        await AssertProvenAsync(tokens, Sign(SecurityAlgorithms.RsaSha256));
        site.Keys = Keys(Ec);

        _time.Advance(TimeSpan.FromHours(1));

        await AssertProvenAsync(tokens, Sign(SecurityAlgorithms.EcdsaSha256));
        _time.Advance(CustomerKeys.Pause);
        await AssertRefusedAsync(tokens, Sign(SecurityAlgorithms.RsaSha256), 401, "identity_token_invalid");
    }

    [Fact]
    public async Task SelfTest_KeysThatCanBeRead_AreCounted()
    {
        var found = Assert.Single(await TestOf(await WriteAsync(Rsa, Ec)).RunAsync(Token));

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

    private CustomerKeysSelfTest TestOf(string jwks) =>
        new(
            Microsoft.Extensions.Options.Options.Create(new IdentityOptions { ChatAuth = ChatAuth.Jwt }),
            Microsoft.Extensions.Options.Options.Create(Options(jwks)),
            _time,
            NullLogger<CustomerKeysSelfTest>.Instance
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
                        k = key.K,
                    }),
            },
            JsonSerializerOptions.Web
        );

    private static async Task AssertProvenAsync(CustomerTokens tokens, string token) =>
        Assert.IsType<CustomerIdentity.Proven>(await tokens.ReadAsync(new DefaultHttpContext(), token));

    private static async Task AssertLaterAsync(CustomerTokens tokens, string token, string retryAfter)
    {
        var context = new DefaultHttpContext();
        await AssertRefusedAsync(tokens, token, 503, "identity_unavailable", context: context);
        Assert.Equal(retryAfter, context.Response.Headers.RetryAfter);
    }

    private static async Task AssertRefusedAsync(
        CustomerTokens tokens,
        string token,
        int status,
        string code,
        string detail = "",
        HttpContext? context = null
    )
    {
        var refused = Assert.IsType<CustomerIdentity.Refused>(await tokens.ReadAsync(context ?? new DefaultHttpContext(), token));
        var problem = Assert.IsType<ProblemHttpResult>(refused.Problem);
        Assert.Equal((status, code), (problem.StatusCode, problem.ProblemDetails.Extensions["code"]));
        Assert.Contains(detail, problem.ProblemDetails.Detail, StringComparison.Ordinal);
    }

    private CustomerTokens With(string jwks) =>
        new(
            Microsoft.Extensions.Options.Options.Create(Options(jwks)),
            new ChannelDirectory([new WebChannel(WebChannel.DefaultName), new TestChannel()]),
            _time,
            NullLogger<CustomerTokens>.Instance
        );

    private async Task<string> WriteAsync(params SecurityKey[] keys)
    {
        var path = Path.Combine(_folder.Path, "keys.json");
        await File.WriteAllTextAsync(path, Keys(keys), Token);
        return path;
    }

    private string Sign(string algorithm, SecurityKey? key = null, string user = "ann")
    {
        var until = _time.GetUtcNow().AddMinutes(10).ToUnixTimeSeconds();
        return Signer.CreateToken(
            $$"""{"sub":"{{user}}","iss":"https://login.example.com","aud":"support","exp":{{until}}}""",
            new SigningCredentials(key ?? (algorithm == SecurityAlgorithms.RsaSha256 ? Rsa : Ec), algorithm)
        );
    }

    /// <summary>Where an issuer shows its keys; without any, it fails.</summary>
    private sealed class KeySite(WebApplication app) : IAsyncDisposable
    {
        private int _reads;

        public string Address => $"{app.Urls.Single()}/keys";

        public string? Keys { get; set; }

        public int Reads => _reads;

        public static async Task<KeySite> StartAsync(string? keys)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            var app = builder.Build();
            app.Urls.Add("http://127.0.0.1:0");
            var site = new KeySite(app) { Keys = keys };
            app.MapGet("/keys", site.Answer);
            await app.StartAsync(Token);
            return site;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();

        private IResult Answer()
        {
            Interlocked.Increment(ref _reads);
            return Keys is { } keys ? Results.Text(keys, "application/json") : Results.StatusCode(500);
        }
    }
}
