namespace CsrAgent.Settings;

/// <summary>What a process does: everything, unless <c>ROLES</c> says otherwise.</summary>
[Flags]
public enum ServerRoles
{
    /// <summary>Takes messages, shows conversations, and serves the chat page.</summary>
    Api = 1,

    /// <summary>Answers messages, sends to channels, and ends idle conversations.</summary>
    Worker = 2,

    /// <summary>Holds the sockets of Slack's Socket Mode.</summary>
    Slack = 4,

    All = Api | Worker | Slack,
}
