using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Host;

/// <summary>Without a model, as on the first run: the articles answer. Shared by all tests that leave the server as it is.</summary>
public sealed class GroundedServer() : TestServer(hasModel: false, ("RATE_LIMIT_PER_USER", "0"));

[CollectionDefinition(nameof(GroundedServer))]
public sealed class GroundedServerTests : ICollectionFixture<GroundedServer>;
