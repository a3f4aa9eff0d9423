using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Host;

/// <summary>
/// With a model that answers from the first search result, unless a test lets it say something else. Asked for answers only: requests are
/// counted.
/// </summary>
public sealed class ModelServer() : TestServer(hasModel: true, ("RATE_LIMIT_PER_USER", "0"), ("ESCALATION_SUMMARY_BY_MODEL", "false"));

[CollectionDefinition(nameof(ModelServer))]
public sealed class ModelServerTests : ICollectionFixture<ModelServer>;
