package winnow.compress;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import winnow.compress.BudgetSearch.Point;
import winnow.compress.Compressor.Retraining;
import winnow.network.Codebook;
import winnow.network.Layer;
import winnow.network.Network;

/** Decides how many values each layer's weights take, and shares them. */
final class SharingStage {
    private static final List<Integer> LADDER = List.of(256, 128, 64, 32, 24, 16, 12, 9, 8, 7, 6, 5, 4, 3);
    /** Signal to error of the weights in dB where nothing else can be measured. */
    private static final double DECIBELS = 25;
    private static final int SCAN_IMAGES = 500;
    /** A tensor that repeats its values at least so often on average was shared before. */
    private static final int REPETITIONS = 4;

    /** @param curves accuracy by entries for each layer that was scanned */
    record Result(Network network, Map<String, List<Point<Integer>>> curves) {}

    private final StageContext context;

    SharingStage(StageContext context) {
        this.context = context;
    }

    /** Whether a layer's weights have few enough different values already, each many times. */
    static boolean isShared(Layer.Weighted layer) {
        return layer.codebook().length() <= Codebook.MAXIMUM_SIZE
                && layer.weights().nonzeros() >= REPETITIONS * layer.codebook().length();
    }

    /** @param least accuracy to keep */
    Result share(Network pruned, double least) throws IOException {
        Network network = projected(pruned);
        Map<String, Integer> entries = new LinkedHashMap<>();
        Map<String, List<Integer>> ladders = new LinkedHashMap<>();
        CompressedLayers.of(network).forEach((name, layer) -> {
            Optional<Integer> given = context.options().codebook().of(name);
            if (context.form(name) != WeightForm.SHARED || isShared(layer) && given.isEmpty()) {
                note(layer);
            } else if (given.isPresent()) {
                entries.put(name, given.get());
            } else {
                ladders.put(name, LADDER);
            }
        });
        Map<String, List<Point<Integer>>> curves = Map.of();
        if (!ladders.isEmpty() && context.judge().isPresent()) {
            BudgetSearch.Result<Integer> search = search(network, entries, ladders, least);
            entries.putAll(search.choices());
            curves = search.curves();
        } else {
            ladders.keySet().forEach(name -> entries.put(name, entriesForError(CompressedLayers.of(network).get(name).denseWeights())));
        }
        Network shared = clustered(network, entries);
        return new Result(trained(shared), curves);
    }

    private void note(Layer.Weighted layer) {
        if (context.form(layer.name()) == WeightForm.SHARED) {
            context.notes().add("layer " + layer.name() + ": comes with " + layer.codebook().length() + " different weights and "
                    + (layer.weights().size() - layer.weights().nonzeros()) + " zeros; kept as it is");
        }
    }

    private BudgetSearch.Result<Integer> search(
            Network network, Map<String, Integer> given, Map<String, List<Integer>> ladders, double least) {
        context.watcher().doing("scanning how few different weights each layer needs");
        Judge full = context.judge().orElseThrow();
        Judge quick = full.first(SCAN_IMAGES);
        return BudgetSearch.search(ladders, choices -> context.accuracy(quick, clustered(network, joined(given, choices))),
                choices -> context.accuracy(full, clustered(network, joined(given, choices))), least);
    }

    private static Map<String, Integer> joined(Map<String, Integer> given, Map<String, Integer> choices) {
        Map<String, Integer> entries = new LinkedHashMap<>(given);
        entries.putAll(choices);
        return entries;
    }

    /** The fewest entries with which the weights' error is small against them. */
    private static int entriesForError(float[] weights) {
        int entries = LADDER.get(0);
        for (int candidate : LADDER) {
            float[] shared = Clustering.ofSize(weights, candidate).dense();
            double signal = 0;
            double error = 0;
            for (int i = 0; i < weights.length; i++) {
                signal += (double) weights[i] * weights[i];
                error += Math.pow(weights[i] - shared[i], 2);
            }
            entries = error * Math.pow(10, DECIBELS / 10) <= signal ? candidate : entries;
        }
        return entries;
    }

    private static Network clustered(Network network, Map<String, Integer> entries) {
        return CompressedLayers.mapped(network, (layer, weights) -> entries.containsKey(layer.name())
                ? Clustering.ofSize(weights, entries.get(layer.name())).dense()
                : weights);
    }

    /** The network with binary and ternary weights where these are wanted. */
    private Network projected(Network network) throws IOException {
        List<Optional<UnaryOperator<float[]>>> projections =
                CompressedLayers.of(network).keySet().stream().map(name -> projection(context.form(name))).toList();
        if (projections.stream().allMatch(Optional::isEmpty)) {
            return network;
        }
        Network trained = network;
        if (context.retraining().isPresent()) {
            Retraining how = context.retraining().get();
            trained = how.retrainer().projected(network, how.options().pruning("project"), projections);
        }
        return CompressedLayers.mapped(trained, (layer, weights) ->
                projection(context.form(layer.name())).map(projection -> projection.apply(weights)).orElse(weights));
    }

    private static Optional<UnaryOperator<float[]>> projection(WeightForm form) {
        return form == WeightForm.SHARED ? Optional.empty() : Optional.of(weights -> form.project(weights).orElseThrow().dense());
    }

    private Network trained(Network shared) throws IOException {
        if (context.retraining().isEmpty()) {
            return shared;
        }
        Retraining how = context.retraining().get();
        return how.retrainer().shared(shared, how.options().sharing("share"));
    }
}
