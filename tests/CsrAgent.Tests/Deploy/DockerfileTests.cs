using CsrAgent.Tests.Architecture;

namespace CsrAgent.Tests.Deploy;

public sealed class DockerfileTests
{
    private static readonly string Text = Repository.Read("deploy/Dockerfile");

    [Fact]
    public void Dockerfile_HasNoFault() => Assert.Empty(DockerfileLint.FaultsIn(Text));

    [Theory]
    [InlineData("dotnet/sdk:10.0-noble", "dotnet/sdk")]
    [InlineData("aspnet:10.0-noble-chiseled-extra", "aspnet:latest")]
    [InlineData("USER 1000:1000", "USER agent")]
    [InlineData("USER 1000:1000", "USER 0")]
    [InlineData("ENTRYPOINT [\"/app/csr-agent\"]", "ENTRYPOINT /app/csr-agent")]
    [InlineData("HEALTHCHECK", "# HEALTHCHECK")]
    [InlineData("LOG_FORMAT=json", "CLAUDE_API_KEY=sk-1")]
    [InlineData("COPY global.json", "COPY src src\nCOPY global.json")]
    [InlineData("COPY src src", "ADD src src")]
    [InlineData("WORKDIR /data", "RUN apk add curl\nWORKDIR /data")]
    [InlineData("WORKDIR /source", "RUN curl -s https://example.com/install | sh\nWORKDIR /source")]
    [InlineData("WORKDIR /source", "RUN apt-get update && apt-get install -y curl\nWORKDIR /source")]
    [InlineData("WORKDIR /source", "WORKDIR source")]
    public void Dockerfile_WithAMistake_HasAFault(string right, string wrong)
    {
        Assert.Contains(right, Text, StringComparison.Ordinal);

        Assert.NotEmpty(DockerfileLint.FaultsIn(Text.Replace(right, wrong, StringComparison.Ordinal)));
    }
}
