using System.Text;
using System.Text.RegularExpressions;

namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>
/// An atomic step: Lua that runs inside Redis. The file's header declares its arguments, and enums name its result codes. The lines that
/// define both as locals are generated, so that a name costs no more at run time than an index.
/// </summary>
internal sealed partial class RedisScript
{
    /// <summary>The argument that <see cref="RedisConnection"/> gives to each script that knows the time.</summary>
    public const string Clock = "clock";

    private const string Prelude = "prelude";

    private RedisScript(string name, string[] before, Type[] codes)
    {
        Name = name;
        var parts = before.Append(name).Select(Read).ToList();
        var text = new StringBuilder();
        foreach (var constants in codes.Select(Constants)) text.AppendLine(constants);
        var arguments = new List<RedisArgument>();
        foreach (var part in parts)
        {
            var declared = Declared(part);
            text.AppendLine(Locals(declared, arguments.Count)).AppendLine(part);
            arguments.AddRange(declared);
        }

        Arguments = arguments;
        Text = text.ToString();
    }

    /// <summary>File name without ".lua".</summary>
    public string Name { get; }

    /// <summary>In sending order: those of the prelude, then its own.</summary>
    public IReadOnlyList<RedisArgument> Arguments { get; }

    /// <summary>The complete Lua source that is sent to Redis.</summary>
    public string Text { get; }

    /// <summary>A step on a partition, which can use what prelude.lua defines.</summary>
    /// <param name="name">File name without ".lua".</param>
    /// <param name="codes">Enums whose members the script uses, as constants such as MORE_WAITS.</param>
    public static RedisScript OfPartition(string name, params Type[] codes) =>
        new(name, [Clock, Prelude], [.. RedisCodes.OfPrelude, .. codes]);

    /// <summary>A script that is not about a partition.</summary>
    public static RedisScript Plain(string name) => new(name, [], []);

    /// <summary>Likewise, and it uses what clock.lua defines.</summary>
    public static RedisScript Timed(string name) => new(name, [Clock], []);

    /// <summary>The name of an enum's member in Lua: MoreWaits is MORE_WAITS.</summary>
    public static string Constant(string member) => InnerCapital().Replace(member, "_$0").ToUpperInvariant();

    private static string Constants(Type codes)
    {
        var names = Enum.GetNames(codes);
        var values = names.Select(name => ((int)Enum.Parse(codes, name)).ToString(System.Globalization.CultureInfo.InvariantCulture));
        return $"local {string.Join(", ", names.Select(Constant))} = {string.Join(", ", values)}";
    }

    private static List<RedisArgument> Declared(string script) =>
        [
            .. Declaration()
                .Matches(script)
                .Select(found => new RedisArgument(
                    found.Groups["name"].Value,
                    Enum.Parse<RedisArgumentKind>(found.Groups["kind"].Value, ignoreCase: true)
                )),
        ];

    /// <summary>Lists come last, each preceded by its length.</summary>
    private static string Locals(List<RedisArgument> arguments, int before)
    {
        var single = arguments.TakeWhile(argument => argument.Kind != RedisArgumentKind.List).ToList();
        var lists = arguments.Skip(single.Count).ToList();
        if (lists.Exists(argument => argument.Kind != RedisArgumentKind.List)) throw new InvalidOperationException("Declare lists last.");
        var statements = new List<string>();
        if (single.Count > 0)
        {
            var values = single.Select((argument, i) => Value(argument.Kind, before + i + 1));
            statements.Add($"local {string.Join(", ", single.Select(argument => argument.Name))} = {string.Join(", ", values)}");
        }
        if (lists.Count > 0) statements.Add($"local length = {before + single.Count + 1}");
        foreach (var list in lists.Select(argument => argument.Name))
        {
            statements.Add($"local {list} = {{}} for i = 1, tonumber(ARGV[length]) do {list}[i] = ARGV[length + i] end");
            statements.Add($"length = length + #{list} + 1");
        }

        return string.Join(' ', statements);
    }

    private static string Value(RedisArgumentKind kind, int position) =>
        kind switch
        {
            RedisArgumentKind.Number => $"tonumber(ARGV[{position}])",
            RedisArgumentKind.Flag => $"ARGV[{position}] == '1'",
            _ => $"ARGV[{position}]",
        };

    private static string Read(string name)
    {
        using var stream =
            typeof(RedisScript).Assembly.GetManifestResourceStream($"redis.{name}.lua")
            ?? throw new InvalidOperationException($"The script {name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Three spaces, a name and a type, optionally followed by an explanation.</summary>
    [GeneratedRegex(@"^--   (?<name>\w+): (?<kind>text|number|flag|list)\b", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex InnerCapital();
}
