namespace CsrAgent.Host.Chat;

internal enum BrandPosition
{
    Auto,
    Left,
    Right,
}
