using k8s.Models;

namespace CsrAgent.Tests.Deploy.Manifests;

/// <summary>The restricted Pod Security Standard, as https://kubernetes.io/docs/concepts/security/pod-security-standards has it.</summary>
internal static class RestrictedProfile
{
    /// <summary>One line about each thing that the standard forbids.</summary>
    public static IEnumerable<string> FaultsIn(V1PodSpec pod)
    {
        if (pod.HostNetwork == true || pod.HostPID == true || pod.HostIPC == true) yield return "It shares a namespace of the host.";
        foreach (var volume in pod.Volumes ?? [])
        {
            if (!IsAllowed(volume)) yield return $"The volume {volume.Name} is of a kind that is not allowed.";
        }
        foreach (var container in (pod.InitContainers ?? []).Concat(pod.Containers))
        {
            foreach (var fault in FaultsIn(container, pod.SecurityContext)) yield return $"{container.Name}: {fault}";
        }
    }

    private static IEnumerable<string> FaultsIn(V1Container container, V1PodSecurityContext? pod)
    {
        var own = container.SecurityContext;
        if ((own?.RunAsNonRoot ?? pod?.RunAsNonRoot) != true) yield return "runAsNonRoot is not true.";
        if ((own?.RunAsUser ?? pod?.RunAsUser) == 0) yield return "It runs as root.";
        var seccomp = own?.SeccompProfile ?? pod?.SeccompProfile;
        if (seccomp?.Type is not ("RuntimeDefault" or "Localhost")) yield return "It has no seccomp profile.";
        if (own?.AllowPrivilegeEscalation != false) yield return "allowPrivilegeEscalation is not false.";
        if (own?.Privileged == true) yield return "It is privileged.";
        if (own?.Capabilities?.Drop?.Contains("ALL") != true) yield return "It does not drop ALL capabilities.";
        if (own?.Capabilities?.Add?.Any(added => added != "NET_BIND_SERVICE") == true) yield return "It adds capabilities.";
        if (own?.ProcMount is not (null or "Default")) yield return "It has a procMount of its own.";
        if (container.Ports?.Any(port => port.HostPort is > 0) == true) yield return "It takes a port of the host.";
    }

    private static bool IsAllowed(V1Volume volume) =>
        new object?[]
        {
            volume.ConfigMap,
            volume.Csi,
            volume.DownwardAPI,
            volume.EmptyDir,
            volume.Ephemeral,
            volume.PersistentVolumeClaim,
            volume.Projected,
            volume.Secret,
        }.Any(kind => kind is not null);
}
