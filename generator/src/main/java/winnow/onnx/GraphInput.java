package winnow.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import winnow.network.Shape;
import winnow.reader.PlausibleShape;

/** The one input of a graph: an image of batch x channels x rows x columns, the batch 1 or left open. */
final class GraphInput {
    private static final int RANK = 4;
    private static final Set<DataType> TYPES = Set.of(DataType.FLOAT, DataType.FLOAT16, DataType.DOUBLE, DataType.BFLOAT16);

    private final OnnxModel model;
    private final List<String> problems;

    GraphInput(OnnxModel model, List<String> problems) {
        this.model = model;
        this.problems = problems;
    }

    /** The input, or problems. Older files list the initializers among the inputs. */
    Optional<Feature> read() {
        Set<String> constants = model.graph().getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
        List<ValueInfoProto> inputs = model.graph().getInputList().stream().filter(input -> !constants.contains(input.getName())).toList();
        if (inputs.size() != 1) {
            problems.add(model.file() + ": has " + inputs.size() + " inputs " + inputs.stream().map(ValueInfoProto::getName).toList()
                    + "; Winnow takes networks of one input");
            return Optional.empty();
        }
        String name = inputs.get(0).getName();
        if (name.isBlank()) {
            problems.add(model.file() + ": its input has no name");
            return Optional.empty();
        }
        return shape(inputs.get(0)).map(shape -> new Feature(name, shape));
    }

    private Optional<Shape> shape(ValueInfoProto input) {
        TypeProto.Tensor type = input.getType().getTensorType();
        String place = model.file() + ": input \"" + input.getName() + "\"";
        DataType elements = DataType.forNumber(type.getElemType());
        if (!TYPES.contains(elements == null ? DataType.UNDEFINED : elements)) {
            problems.add(place + " is of type " + (elements == null ? type.getElemType() : elements.name())
                    + "; Winnow reads networks of floats");
        }
        TensorShapeProto shape = type.getShape();
        if (shape.getDimCount() != RANK) {
            problems.add(place + " has " + shape.getDimCount() + " axes; Winnow takes 4: batch, channels, rows, columns");
            return Optional.empty();
        }
        Dimension batch = shape.getDim(0);
        if (batch.hasDimValue() && batch.getDimValue() > 1) {
            problems.add(place + " is a batch of " + batch.getDimValue() + "; export the network for 1 image, or a batch of any size");
        }
        for (Dimension axis : shape.getDimList().subList(1, RANK)) {
            if (!axis.hasDimValue()) {
                problems.add(place + " leaves the size of an axis open (\"" + axis.getDimParam()
                        + "\"); export the network for images of one size");
                return Optional.empty();
            }
        }
        return PlausibleShape.of(place,
                new long[] {shape.getDim(1).getDimValue(), shape.getDim(2).getDimValue(), shape.getDim(3).getDimValue()}, problems);
    }
}
