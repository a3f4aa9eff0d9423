using System.Runtime.InteropServices;

namespace CsrAgent.ModelConverter;

/// <summary>The weights of an ONNX file.</summary>
internal sealed class OnnxModel
{
    private const int GraphField = 7;
    private const int Float32 = 1;

    private readonly Dictionary<string, OnnxTensor> _tensors = [];
    private readonly List<OnnxNode> _nodes = [];

    public OnnxModel(ReadOnlySpan<byte> file)
    {
        var fields = new ProtobufFields(file);
        while (fields.Next())
        {
            if (fields.Number == GraphField) ReadGraph(fields.Bytes);
        }
    }

    public float[] Values(string name) => Tensor(name).Values;

    /// <summary>
    /// The matrix (inputs as rows, outputs as columns) of the layer whose bias has that name. The exporter gave matrices no names: it is
    /// the one whose product the bias is added to.
    /// </summary>
    public OnnxTensor WeightOf(string bias)
    {
        var add = _nodes.Single(node => node.Operation == "Add" && node.Inputs.Contains(bias));
        var product = add.Inputs.Single(input => input != bias);
        return Tensor(_nodes.Single(node => node.Operation == "MatMul" && node.Outputs.Contains(product)).Inputs[1]);
    }

    private OnnxTensor Tensor(string name) =>
        _tensors.GetValueOrDefault(name) ?? throw new InvalidDataException($"The model has no weights named '{name}'.");

    private void ReadGraph(ReadOnlySpan<byte> graph)
    {
        var fields = new ProtobufFields(graph);
        while (fields.Next())
        {
            if (fields.Number == 1) ReadNode(fields.Bytes);
            if (fields.Number == 5) ReadTensor(fields.Bytes);
        }
    }

    private void ReadNode(ReadOnlySpan<byte> node)
    {
        var (operation, inputs, outputs) = ("", new List<string>(), new List<string>());
        var fields = new ProtobufFields(node);
        while (fields.Next())
        {
            if (fields.Number == 1) inputs.Add(fields.Text);
            if (fields.Number == 2) outputs.Add(fields.Text);
            if (fields.Number == 4) operation = fields.Text;
        }
        _nodes.Add(new OnnxNode(operation, inputs, outputs));
    }

    private void ReadTensor(ReadOnlySpan<byte> tensor)
    {
        var (shape, type, name) = (new List<int>(), 0L, "");
        var values = ReadOnlySpan<byte>.Empty;
        var fields = new ProtobufFields(tensor);
        while (fields.Next())
        {
            if (fields.Number == 1) AddSizes(fields, shape);
            if (fields.Number == 2) type = fields.Value;
            if (fields.Number == 8) name = fields.Text;
            if (fields.Number == 9) values = fields.Bytes;
        }
        if (type == Float32) _tensors[name] = new OnnxTensor(shape, MemoryMarshal.Cast<byte, float>(values).ToArray());
    }

    // One field for each size, or all packed into one.
    private static void AddSizes(ProtobufFields fields, List<int> shape)
    {
        var packed = fields.Bytes;
        if (packed.IsEmpty) shape.Add((int)fields.Value);
        while (!packed.IsEmpty) shape.Add((int)ProtobufFields.ReadNumber(ref packed));
    }
}
