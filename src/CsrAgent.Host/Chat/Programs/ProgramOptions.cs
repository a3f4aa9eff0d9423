using CsrAgent.Settings;

namespace CsrAgent.Host.Chat.Programs;

/// <summary>Other programs that use the agent as they use a model or a tool, each with an admin key.</summary>
[SettingGroup("For other programs")]
internal sealed class ProgramOptions
{
    [Setting("OPENAI_API", "Whether programs made for OpenAI can talk to the agent, at /v1/chat/completions, with an admin key.")]
    public bool OpenAiApi { get; set; }

    [Setting("MCP_SERVER", "Whether MCP clients can ask the agent, search its articles and hand over, at /mcp, with an admin key.")]
    public bool McpServer { get; set; }
}
