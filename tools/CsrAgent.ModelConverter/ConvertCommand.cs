namespace CsrAgent.ModelConverter;

/// <summary>The build calls it: see MiniLm.targets.</summary>
internal static class ConvertCommand
{
    public static int Main(string[] args)
    {
        if (args is not [var package, var target])
        {
            Console.Error.WriteLine("Usage: CsrAgent.ModelConverter PACKAGE TARGET: makes the int8 file of all-MiniLM-L6-v2.");
            return 2;
        }
        try
        {
            MiniLmConverter.Convert(package, target);
            return 0;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or BadImageFormatException)
        {
            // The form that MSBuild shows as an error of the build.
            Console.Error.WriteLine($"CsrAgent.ModelConverter : error CSR0001: {e.Message}");
            return 1;
        }
    }
}
