namespace CsrAgent.Host.Configuration;

/// <summary>What a process does. All of it, unless <c>ROLES</c> says otherwise.</summary>
[Flags]
internal enum ServerRoles
{
    /// <summary>Takes messages, shows conversations, and serves the chat page.</summary>
    Api = 1,

    /// <summary>Answers messages, sends to channels, and ends what is idle.</summary>
    Worker = 2,

    /// <summary>Holds the socket to Slack.</summary>
    Slack = 4,

    All = Api | Worker | Slack,
}
