package winnow.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import winnow.quantize.QuantizationNoise;
import winnow.network.AccumulatorRange;
import winnow.network.Codebook;
import winnow.network.IntegerLayer;
import winnow.network.IntegerNetwork;
import winnow.network.Printable;
import winnow.network.Tensor;

/** What {@code winnow quantize} says about its result: a row per layer, as text or as JSON. */
final class QuantizationReport {
    private static final int LONGEST_NAME = 32;

    private final IntegerNetwork network;
    private final QuantizationNoise noise;
    private final List<String> warnings;

    QuantizationReport(IntegerNetwork network, QuantizationNoise noise, List<String> warnings) {
        this.network = network;
        this.noise = noise;
        this.warnings = warnings;
    }

    void print(PrintWriter out) {
        Tensor input = network.input();
        out.println(Printable.of(network.name()) + ": input " + input.shape() + ", " + input.format() + ", padded with "
                + network.padding());
        int width = network.layers().stream().mapToInt(layer -> shortened(layer.name()).length()).max().orElse(0);
        String row = "%-" + Math.max(width, "layer".length()) + "s  %-15s  %-16s  %-12s  %-15s  %11s  %7s%n";
        out.printf(Locale.ROOT, row, "layer", "kind", "output", "format", "codebook", "accumulator", "SQNR dB");
        for (IntegerLayer layer : network.layers()) {
            out.printf(Locale.ROOT, row, shortened(layer.name()), layer.kind(), layer.output().shape(), layer.output().format(),
                    layer.weighted().map(weighted -> shown(weighted.codebook())).orElse(""),
                    accumulator(layer).map(range -> range.bits() + " bits").orElse(""),
                    String.format(Locale.ROOT, "%.1f", noise.decibels(layer.output().name())));
        }
        out.flush();
    }

    Map<String, Object> json() {
        List<Map<String, Object>> layers = new ArrayList<>();
        network.layers().forEach(layer -> layers.add(json(layer)));
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("network", network.name());
        report.put("input", json(network.input()));
        report.put("layers", layers);
        report.put("sqnr_db", finite(noise.decibels(network.output().name())));
        report.put("warnings", warnings);
        return report;
    }

    private Map<String, Object> json(IntegerLayer layer) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", layer.name());
        fields.put("kind", layer.kind());
        fields.put("output", json(layer.output()));
        layer.weighted().ifPresent(weighted -> {
            fields.put("codebook_entries", weighted.codebook().size());
            fields.put("codebook_bits", weighted.codebook().bits());
            fields.put("codebook_fraction_bits", weighted.codebook().fractionBits());
        });
        accumulator(layer).ifPresent(range -> fields.put("accumulator_bits", range.bits()));
        fields.put("sqnr_db", finite(noise.decibels(layer.output().name())));
        return fields;
    }

    private static Map<String, Object> json(Tensor tensor) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("tensor", tensor.name());
        fields.put("shape", List.of(tensor.shape().channels(), tensor.shape().height(), tensor.shape().width()));
        fields.put("bits", tensor.format().bits());
        fields.put("fraction_bits", tensor.format().fractionBits());
        fields.put("signed", tensor.format().signed());
        return fields;
    }

    private Optional<AccumulatorRange> accumulator(IntegerLayer layer) {
        Map<String, Tensor> tensors = network.tensors();
        return layer.accumulator(layer.inputs().stream().map(input -> tensors.get(input).format()).toList());
    }

    /** JSON has no infinity: a tensor without noise, or without signal, has no figure. */
    private static Double finite(double decibels) {
        return Double.isFinite(decibels) ? Math.round(decibels * 100) / 100.0 : null;
    }

    private static String shown(Codebook codebook) {
        return codebook.size() + " of s" + codebook.bits() + " x 2^" + -codebook.fractionBits();
    }

    private static String shortened(String name) {
        String printable = Printable.of(name);
        return printable.length() <= LONGEST_NAME ? printable : printable.substring(0, LONGEST_NAME - 3) + "...";
    }
}
