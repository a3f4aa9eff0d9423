using System.Text;

namespace CsrAgent.ModelConverter;

/// <summary>The fields of one Protocol Buffers message, in order.</summary>
internal ref struct ProtobufFields(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> _rest = message;

    public int Number { get; private set; }

    /// <summary>The value of a number field.</summary>
    public long Value { get; private set; }

    /// <summary>The bytes of a text, bytes or message field; empty for others.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    public readonly string Text => Encoding.UTF8.GetString(Bytes);

    public bool Next()
    {
        if (_rest.IsEmpty) return false;
        var tag = ReadNumber(ref _rest);
        (Number, Value) = ((int)(tag >> 3), 0);
        Bytes = [];
        switch (tag & 7)
        {
            case 0:
                Value = ReadNumber(ref _rest);
                break;
            case 1:
                Take(8);
                break;
            case 2:
                Bytes = Take((int)ReadNumber(ref _rest));
                break;
            case 5:
                Take(4);
                break;
            default:
                throw new InvalidDataException("The model is not a readable ONNX file.");
        }
        return true;
    }

    public static long ReadNumber(ref ReadOnlySpan<byte> bytes)
    {
        var number = 0L;
        for (var shift = 0; ; shift += 7)
        {
            var part = bytes[0];
            bytes = bytes[1..];
            number |= (long)(part & 0x7F) << shift;
            if (part < 0x80) return number;
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
