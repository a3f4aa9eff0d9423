using System.ComponentModel.DataAnnotations;

namespace CsrAgent.Settings;

/// <summary>
/// A value that is sent in an HTTP header: printable ASCII without blanks. Anything else would end up in the exception from setting the
/// header, and from there in a log.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HeaderTextAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is not string text || text.All(c => c is > ' ' and < '\x7f');
}
