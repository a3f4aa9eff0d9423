using System.Buffers;
using System.Text;
using SQLitePCL;

namespace CsrAgent.Adapters.Sqlite.Database;

/// <summary>A statement's parameter: an integer, text, or null. Converts implicitly, without boxing.</summary>
internal readonly struct SqliteValue
{
    private const int OnStack = 512;

    private readonly long? _number;
    private readonly string? _text;
    private readonly byte[]? _utf8;

    private SqliteValue(long? number, string? text, byte[]? utf8) => (_number, _text, _utf8) = (number, text, utf8);

    public static implicit operator SqliteValue(long? number) => new(number, null, null);

    public static implicit operator SqliteValue(string? text) => new(null, text, null);

    /// <summary>Text as UTF-8, such as JSON.</summary>
    public static implicit operator SqliteValue(byte[]? utf8) => new(null, null, utf8);

    /// <returns>SQLite's result code.</returns>
    public int Bind(sqlite3_stmt statement, int place)
    {
        if (_number is { } number) return raw.sqlite3_bind_int64(statement, place, number);
        if (_text is not null) return BindText(statement, place, _text);
        return _utf8 is null ? raw.sqlite3_bind_null(statement, place) : raw.sqlite3_bind_text(statement, place, _utf8.AsSpan());
    }

    // By length, so that a NUL in the text is kept.
    private static int BindText(sqlite3_stmt statement, int place, string text)
    {
        var max = Encoding.UTF8.GetMaxByteCount(text.Length);
        var rented = max > OnStack ? ArrayPool<byte>.Shared.Rent(max) : null;
        var utf8 = rented ?? stackalloc byte[OnStack];
        var result = raw.sqlite3_bind_text(statement, place, utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return result;
    }
}
