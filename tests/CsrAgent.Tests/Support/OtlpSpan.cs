using System.Text;

namespace CsrAgent.Tests.Support;

/// <summary>A span as a collector receives it, read from the bytes of OTLP.</summary>
/// <param name="Tags">Those whose values are texts.</param>
internal sealed record OtlpSpan(string TraceId, string Name, IReadOnlyDictionary<string, string> Tags)
{
    /// <summary>The spans of an ExportTraceServiceRequest: resource_spans (1), scope_spans (2), spans (2).</summary>
    public static IEnumerable<OtlpSpan> Read(byte[] request) =>
        Fields(request)
            .Where(field => field.Number == 1)
            .SelectMany(resource => Fields(resource.Content).Where(field => field.Number == 2))
            .SelectMany(scope => Fields(scope.Content).Where(field => field.Number == 2))
            .Select(span => Parse([.. Fields(span.Content)]));

    private static OtlpSpan Parse(List<(int Number, byte[] Content)> fields)
    {
        var tags = fields
            .Where(field => field.Number == 9)
            .Select(tag => Fields(tag.Content).ToDictionary(part => part.Number, part => part.Content))
            .Where(tag => tag.ContainsKey(2))
            .ToDictionary(
                tag => Text(tag[1]),
                tag => Fields(tag[2]).Where(value => value.Number == 1).Select(value => Text(value.Content))
            );
        return new(
            Convert.ToHexString(fields.First(field => field.Number == 1).Content),
            Text(fields.First(field => field.Number == 5).Content),
            tags.Where(tag => tag.Value.Any()).ToDictionary(tag => tag.Key, tag => tag.Value.First())
        );
    }

    private static string Text(byte[] content) => Encoding.UTF8.GetString(content);

    /// <summary>The fields of a protobuf message that have a length; numbers are passed over.</summary>
    private static IEnumerable<(int Number, byte[] Content)> Fields(byte[] message)
    {
        var at = 0;
        while (at < message.Length)
        {
            var key = Number(message, ref at);
            var length = (key & 7) switch
            {
                0 => Skip(message, ref at),
                1 => 8,
                2 => (int)Number(message, ref at),
                5 => 4,
                _ => throw new InvalidDataException($"No protobuf: wire type {key & 7}."),
            };
            if ((key & 7) == 2) yield return ((int)(key >> 3), message[at..(at + length)]);
            at += length;
        }
    }

    private static int Skip(byte[] message, ref int at)
    {
        Number(message, ref at);
        return 0;
    }

    private static ulong Number(byte[] message, ref int at)
    {
        var number = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[at++];
            number |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80) return number;
        }
    }
}
