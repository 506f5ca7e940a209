package winnow.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import winnow.golden.GoldenModel;
import winnow.network.IntTensor;
import winnow.network.IntegerNetwork;
import winnow.network.Network;
import winnow.quantize.FloatModel;
import winnow.quantize.InputTransform;
import winnow.report.Table;

/**
 * Seconds per frame in software.
 *
 * @param golden  the integer golden model, which skips zero weights
 * @param dense   the float network in ONNX Runtime, if its source was given
 */
record InferenceTimes(double golden, Optional<Dense> dense) {
    /**
     * The dense float network.
     *
     * @param difference between its scores and those of Winnow's float model, the greatest relative to the greatest score
     */
    record Dense(double seconds, double difference) {}

    static double golden(IntegerNetwork network, List<IntTensor> images) {
        GoldenModel model = new GoldenModel(network);
        return Stopwatch.warmSeconds(run -> model.infer(images.get(run % images.size())));
    }

    static Dense dense(Network network, InputTransform transform, List<IntTensor> images) {
        List<float[]> inputs = images.stream().map(transform::apply).toList();
        FloatModel reference = new FloatModel(network, transform);
        try (DenseInference model = new DenseInference(network)) {
            double difference = 0;
            for (int i = 0; i < images.size(); i++) {
                difference = Math.max(difference, difference(reference.infer(images.get(i)), model.infer(inputs.get(i))));
            }
            return new Dense(Stopwatch.warmSeconds(run -> model.infer(inputs.get(run % inputs.size()))), difference);
        }
    }

    private static double difference(float[] expected, float[] got) {
        double greatest = 0;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            greatest = Math.max(greatest, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs((double) expected[i] - got[i]));
        }
        return difference / greatest;
    }

    List<Check> checks(Limits limits) {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check("software", Figure.GOLDEN, limits.of(Figure.GOLDEN), OptionalDouble.empty(), golden));
        dense.ifPresent(run ->
                checks.add(new Check("software", Figure.SCORES, limits.of(Figure.SCORES), OptionalDouble.empty(), run.difference)));
        return checks;
    }

    Table table() {
        Table table = new Table("software, " + Runtime.getRuntime().availableProcessors() + " threads, warm, median", "ms per frame");
        table.add("golden model, integers, zero weights skipped", milliseconds(golden));
        dense.ifPresent(run -> table.add("ONNX Runtime " + DenseInference.version() + ", dense floats", milliseconds(run.seconds)));
        return table;
    }

    private static String milliseconds(double seconds) {
        return String.format(Locale.ROOT, "%,.3f", 1000 * seconds);
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("threads", Runtime.getRuntime().availableProcessors());
        json.put("golden_seconds_per_frame", golden);
        dense.ifPresent(run -> {
            json.put("onnxruntime_version", DenseInference.version());
            json.put("onnxruntime_seconds_per_frame", run.seconds);
            json.put("score_difference", run.difference);
        });
        return json;
    }
}
