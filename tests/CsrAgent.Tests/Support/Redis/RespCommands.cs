using System.Globalization;
using System.Text;

namespace CsrAgent.Tests.Support.Redis;

/// <summary>Reads a client's commands out of its bytes, however these are cut, and passes them on, some of them replaced.</summary>
/// <param name="replace">What to send in place of a command; null sends it as it is.</param>
internal sealed class RespCommands(Func<string[], string[]?> replace)
{
    private readonly List<byte> _waiting = [];

    public ReadOnlyMemory<byte> Pass(ReadOnlyMemory<byte> sent)
    {
        _waiting.AddRange(sent.Span);
        var passed = new List<byte>();
        while (TryRead(out var command, out var length))
        {
            passed.AddRange(replace(command) is { } other ? Write(other) : _waiting.Take(length));
            _waiting.RemoveRange(0, length);
        }
        return passed.ToArray();
    }

    /// <summary>An array of bulk strings: *2, $3, GET, $1, x, each with a line break behind it.</summary>
    private bool TryRead(out string[] command, out int length)
    {
        (command, length) = ([], 0);
        if (!TryReadNumber('*', ref length, out var count)) return false;
        command = new string[count];
        for (var i = 0; i < count; i++)
        {
            if (!TryReadNumber('$', ref length, out var size) || _waiting.Count < length + size + 2) return false;
            command[i] = Encoding.UTF8.GetString([.. _waiting.GetRange(length, size)]);
            length += size + 2;
        }
        return true;
    }

    private bool TryReadNumber(char kind, ref int position, out int number)
    {
        number = 0;
        var end = _waiting.Count <= position ? -1 : _waiting.IndexOf((byte)'\n', position);
        if (end < 0) return false;
        if (_waiting[position] != kind) throw new InvalidOperationException($"A command with '{(char)_waiting[position]}' for {kind}.");
        var digits = Encoding.ASCII.GetString([.. _waiting.GetRange(position + 1, end - position - 2)]);
        (number, position) = (int.Parse(digits, CultureInfo.InvariantCulture), end + 1);
        return true;
    }

    private static byte[] Write(string[] command)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"*{command.Length}\r\n");
        foreach (var part in command) text.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(part)}\r\n{part}\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
