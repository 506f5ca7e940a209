package winnow.onnx;

import static winnow.onnx.TestModel.are;
import static winnow.onnx.TestModel.is;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A seeded random graph of the operators that Winnow reads, with branches that join. */
final class RandomModel {
    /** A map that some node may read. */
    private record Map(String name, int channels, int height, int width) {}

    private final Random random;
    private final TestModel model;
    private final List<Map> maps = new ArrayList<>();
    private int names;

    private RandomModel(long seed) {
        random = new Random(seed);
        model = new TestModel(13, seed);
    }

    static TestModel of(long seed) {
        return new RandomModel(seed).model();
    }

    private TestModel model() {
        maps.add(new Map("x", 1 + random.nextInt(3), 6 + random.nextInt(6), 6 + random.nextInt(6)));
        model.input(last().channels, last().height, last().width);
        for (int nodes = 3 + random.nextInt(8); nodes > 0; nodes--) {
            node();
        }
        if (random.nextBoolean()) {
            int size = last().channels * last().height * last().width;
            Map flat = new Map(name(), size, 1, 1);
            model.node("Flatten", flat.name, last().name).weights("w_" + flat.name, 5, size).weights("b_" + flat.name, 5)
                    .node("Gemm", name(), flat.name + " w_" + flat.name + " b_" + flat.name, is("transB", 1));
            return model.output("t" + names);
        }
        return model.node("Relu", name(), last().name).output("t" + names);
    }

    private Map last() {
        return maps.get(maps.size() - 1);
    }

    private String name() {
        names++;
        return "t" + names;
    }

    private void node() {
        // mostly a chain, sometimes a branch
        Map from = random.nextInt(4) > 0 ? last() : maps.get(random.nextInt(maps.size()));
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> convolution(from);
            case 3 -> pool(from);
            case 4 -> channelwise(from, "BatchNormalization");
            case 5 -> channelwise(from, random.nextBoolean() ? "Relu" : "Mul");
            case 6 -> join(from, "Concat");
            default -> join(from, "Sum");
        }
    }

    private void convolution(Map from) {
        String name = name();
        int group = from.channels % 2 == 0 && random.nextBoolean() ? 2 : 1;
        int outputs = 2 * (1 + random.nextInt(3));
        int stride = from.height > 5 && from.width > 5 ? 1 + random.nextInt(2) : 1;
        model.weights("w_" + name, outputs, from.channels / group, 3, 1 + random.nextInt(3))
                .node("Conv", name, from.name + " w_" + name, is("group", group), is("auto_pad", random.nextBoolean()
                ? "SAME_UPPER" : "SAME_LOWER"),
                        are("strides", stride, stride));
        maps.add(new Map(name, outputs, (from.height + stride - 1) / stride, (from.width + stride - 1) / stride));
    }

    private void pool(Map from) {
        String name = name();
        if (random.nextBoolean()) {
            model.node("MaxPool", name, from.name, are("kernel_shape", 3, 3), are("pads", 1, 1, 1, 1));
        } else {
            model.node("AveragePool", name, from.name, are("kernel_shape", 3, 3), are("pads", 1, 1, 1, 1), is("count_include_pad",
                    1));
        }
        maps.add(new Map(name, from.channels, from.height, from.width));
    }

    private void channelwise(Map from, String operator) {
        String name = name();
        switch (operator) {
            case "BatchNormalization" -> model.positive("s_" + name, from.channels).weights("o_" + name, from.channels)
                    .weights("m_" + name, from.channels).positive("v_" + name, from.channels)
                    .node(operator, name, String.join(" ", from.name, "s_" + name, "o_" + name, "m_" + name, "v_" + name));
            case "Mul" -> model.positive("s_" + name, 1, from.channels, 1, 1).node(operator, name, from.name + " s_" + name);
            default -> model.node(operator, name, from.name);
        }
        maps.add(new Map(name, from.channels, from.height, from.width));
    }

    private void join(Map from, String operator) {
        boolean sum = operator.equals("Sum");
        List<Map> fitting = maps.stream().filter(map -> map.height == from.height && map.width == from.width
                && (!sum || map.channels == from.channels)).toList();
        Map other = fitting.get(random.nextInt(fitting.size()));
        String name = name();
        if (sum) {
            model.node(operator, name, from.name + " " + other.name);
        } else {
            model.node(operator, name, from.name + " " + other.name, is("axis", 1));
        }
        maps.add(new Map(name, sum ? from.channels : from.channels + other.channels, from.height, from.width));
    }
}
