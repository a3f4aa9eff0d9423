namespace CsrAgent.Adapters.MiniLm.Kernels;

/// <summary>Numbers of rows that the compiler knows, so that it makes code without branches for each.</summary>
internal static class RowCount
{
    internal interface IKnown
    {
        static abstract int Value { get; }
    }

    internal readonly struct One : IKnown
    {
        public static int Value => 1;
    }

    internal readonly struct Two : IKnown
    {
        public static int Value => 2;
    }

    internal readonly struct Three : IKnown
    {
        public static int Value => 3;
    }

    internal readonly struct Four : IKnown
    {
        public static int Value => 4;
    }

    internal readonly struct Five : IKnown
    {
        public static int Value => 5;
    }

    internal readonly struct Six : IKnown
    {
        public static int Value => 6;
    }

    internal readonly struct Seven : IKnown
    {
        public static int Value => 7;
    }

    internal readonly struct Eight : IKnown
    {
        public static int Value => 8;
    }
}
