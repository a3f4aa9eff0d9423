using Grpc.Core;

namespace CsrAgent.Adapters.Qdrant;

/// <summary>Qdrant did not do what it was asked for. Says what the operator can do about it, and nothing of a customer.</summary>
public sealed class QdrantException(string message, Exception? inner = null) : CsrAgentException(message, inner)
{
    internal static QdrantException Of(RpcException fault) =>
        new(
            fault.StatusCode switch
            {
                StatusCode.Unavailable => "Qdrant is not reached: check QDRANT_URL (the gRPC port, usually 6334), and that it runs.",
                StatusCode.DeadlineExceeded => "Qdrant did not answer within QDRANT_TIMEOUT.",
                StatusCode.Unauthenticated or StatusCode.PermissionDenied => "Qdrant refuses QDRANT_API_KEY, or needs one.",
                StatusCode.ResourceExhausted => "Qdrant is full or overloaded.",
                StatusCode.InvalidArgument => "Qdrant refuses a request; its log says why. It has to be 1.12 or later.",
                _ => $"Qdrant failed ({fault.StatusCode}); its log says why.",
            },
            fault
        );
}
