namespace CsrAgent.Tests.Host.Health;

[Collection(nameof(GroundedServer))]
public sealed class HealthHeadTests(GroundedServer server)
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Head_OfAHealthCheck_AnswersAsGetDoes(string path)
    {
        (await server.Customer.GetAsync(path)).Is(200);
        (await server.Customer.SendAsync(new HttpRequestMessage(HttpMethod.Head, path))).Is(200);
    }
}
