using System.Text.Json;
using System.Text.Json.Nodes;

namespace CsrAgent.Adapters.Elasticsearch.Indexing;

/// <summary>One document to write.</summary>
/// <param name="Read">When it was read, if it is to be written only where nobody has written it since.</param>
internal sealed record BulkItem(string Id, JsonObject Source, BulkItem.Version? Read = null)
{
    /// <summary>The action and the document, a line each.</summary>
    public byte[] Write()
    {
        var action = new JsonObject { ["_id"] = Id };
        if (Read is { } version)
        {
            action["if_seq_no"] = version.SeqNo;
            action["if_primary_term"] = version.PrimaryTerm;
        }
        return
        [
            .. JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["index"] = action }),
            (byte)'\n',
            .. JsonSerializer.SerializeToUtf8Bytes(Source),
            (byte)'\n',
        ];
    }

    /// <summary>Elasticsearch's own number of a document's state.</summary>
    public sealed record Version(long SeqNo, long PrimaryTerm);
}
