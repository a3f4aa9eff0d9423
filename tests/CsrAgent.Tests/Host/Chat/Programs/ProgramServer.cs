using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Host.Chat.Programs;

/// <summary>With a model, and open to other programs.</summary>
public sealed class ProgramServer()
    : TestServer(
        hasModel: true,
        ("RATE_LIMIT_PER_USER", "0"),
        ("ESCALATION_SUMMARY_BY_MODEL", "false"),
        ("OPENAI_API", "true"),
        ("MCP_SERVER", "true"),
        ("CHAT_AUTH", "token")
    );

[CollectionDefinition(nameof(ProgramServer))]
public sealed class ProgramServerTests : ICollectionFixture<ProgramServer>;
