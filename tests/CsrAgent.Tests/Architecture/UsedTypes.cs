using System.Reflection;
using System.Reflection.Emit;

namespace CsrAgent.Tests.Architecture;

/// <summary>
/// Every type that a type mentions: in what it derives from, its members, attributes and constraints, and the instructions of its methods.
/// </summary>
internal static class UsedTypes
{
    private const BindingFlags Own =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    public static IReadOnlySet<Type> Of(Type type)
    {
        var methods = type.GetMethods(Own).Cast<MethodBase>().Concat(type.GetConstructors(Own)).ToList();
        var parameters = methods.SelectMany(method => method.GetParameters()).ToList();
        var named = type.GetInterfaces()
            .Append(type.BaseType)
            .Concat(type.GetFields(Own).Select(field => field.FieldType))
            .Concat(parameters.Select(parameter => parameter.ParameterType))
            .Concat(methods.OfType<MethodInfo>().Select(method => method.ReturnType))
            .Concat(methods.SelectMany(method => method.GetMethodBody()?.LocalVariables ?? []).Select(local => local.LocalType))
            .Concat(methods.SelectMany(Caught))
            .Concat(methods.SelectMany(InBody))
            .Concat(ConstraintsOf(type.GetGenericArguments()))
            .Concat(methods.Where(method => method.IsGenericMethod).SelectMany(method => ConstraintsOf(method.GetGenericArguments())))
            .Concat(type.GetMembers(Own).Append(type).SelectMany(member => member.CustomAttributes).SelectMany(InAttribute))
            .Concat(parameters.SelectMany(parameter => parameter.CustomAttributes).SelectMany(InAttribute));
        return named.OfType<Type>().SelectMany(Parts).ToHashSet();
    }

    /// <summary>What must be public because a public type shows it.</summary>
    public static IReadOnlySet<Type> InSignatureOf(Type type)
    {
        var methods = type.GetMethods(Own).Cast<MethodBase>().Concat(type.GetConstructors(Own)).Where(IsVisible).ToList();
        return type.GetInterfaces()
            .Append(type.BaseType)
            .Concat(type.GetFields(Own).Where(field => field.IsPublic || field.IsFamily).Select(field => field.FieldType))
            .Concat(methods.SelectMany(method => method.GetParameters()).Select(parameter => parameter.ParameterType))
            .Concat(methods.OfType<MethodInfo>().Select(method => method.ReturnType))
            .Concat(type.GetNestedTypes())
            .OfType<Type>()
            .SelectMany(Parts)
            .ToHashSet();
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static IEnumerable<Type> ConstraintsOf(Type[] arguments) =>
        arguments.Where(argument => argument.IsGenericParameter).SelectMany(argument => argument.GetGenericParameterConstraints());

    private static IEnumerable<Type?> Caught(MethodBase method) =>
        (method.GetMethodBody()?.ExceptionHandlingClauses ?? [])
            .Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause)
            .Select(clause => clause.CatchType);

    private static IEnumerable<Type?> InAttribute(CustomAttributeData attribute) =>
        attribute
            .ConstructorArguments.Concat(attribute.NamedArguments.Select(named => named.TypedValue))
            .SelectMany(InArgument)
            .Append(attribute.AttributeType);

    private static IEnumerable<Type?> InArgument(CustomAttributeTypedArgument argument) =>
        argument.Value is IEnumerable<CustomAttributeTypedArgument> many
            ? many.SelectMany(InArgument)
            : [argument.ArgumentType, argument.Value as Type];

    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.HasElementType) return Parts(type.GetElementType()!);
        return type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition()) : [type];
    }

    private static IEnumerable<Type?> InBody(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < code.Length;)
        {
            var (operation, start) = code[at] == 0xFE ? (Codes[(short)(0xFE00 | code[at + 1])], at + 2) : (Codes[code[at]], at + 1);
            foreach (var type in Named(method, operation, code, start)) yield return type;
            at = start + Length(operation, code, start);
        }
    }

    private static IEnumerable<Type?> Named(MethodBase method, OpCode operation, byte[] code, int at)
    {
        if (
            operation.OperandType
            is not (OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
        )
        {
            return [];
        }
        var member = method.Module.ResolveMember(
            BitConverter.ToInt32(code, at),
            method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null,
            method.IsGenericMethod ? method.GetGenericArguments() : null
        );
        var arguments = member is MethodInfo { IsGenericMethod: true } generic ? generic.GetGenericArguments() : [];
        return arguments.Append(member as Type ?? member?.DeclaringType);
    }

    private static int Length(OpCode operation, byte[] code, int at) =>
        operation.OperandType switch
        {
            OperandType.InlineNone => 0,
            OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
            OperandType.InlineVar => 2,
            OperandType.InlineI8 or OperandType.InlineR => 8,
            OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
            _ => 4,
        };
}
