package winnow.compress;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import winnow.compress.BudgetSearch.Point;
import winnow.compress.Compressor.Retraining;
import winnow.network.Layer;
import winnow.network.Network;
import winnow.retrain.PruningGoal;

/** Decides how many weights each layer keeps, and prunes. */
final class PruningStage {
    private static final List<Double> LADDER = List.of(1.0, 0.7, 0.5, 0.35, 0.25, 0.18, 0.12, 0.08, 0.05, 0.03, 0.02, 0.01);
    /** Share of the sum of squared weights that is kept where nothing else can be measured. */
    private static final double ENERGY = 0.99;
    /** So much of its weights a network keeps in the next round. */
    private static final double ROUND = 0.6;
    /** The scan looks at no more images than this. */
    private static final int SCAN_IMAGES = 500;

    /**
     * @param curves accuracy by density for each layer that was scanned
     */
    record Result(Network network, Map<String, List<Point<Double>>> curves) {}

    private final StageContext context;

    PruningStage(StageContext context) {
        this.context = context;
    }

    /** @param least accuracy to keep */
    Result prune(Network network, double least) throws IOException {
        Map<String, Layer.Weighted> layers = CompressedLayers.of(network);
        if (layers.values().stream().noneMatch(this::isToBePruned)) {
            return new Result(network, Map.of());
        }
        Map<String, Integer> given = new LinkedHashMap<>();
        Map<String, Layer.Weighted> open = new LinkedHashMap<>();
        layers.forEach((name, layer) -> {
            if (!isToBePruned(layer)) {
                given.put(name, layer.weights().nonzeros());
            } else if (context.options().density().byLayer().containsKey(name)) {
                given.put(name, count(layer, context.options().density().byLayer().get(name)));
            } else {
                open.put(name, layer);
            }
        });
        if (open.isEmpty()) {
            return new Result(toCounts(network, given, "prune"), Map.of());
        }
        return context.options().density().common().isPresent()
                ? new Result(toDensity(network, given, open, context.options().density().common().get(), "prune"), Map.of())
                : found(network, given, open, least);
    }

    /** Binary and ternary weights are not pruned, nor layers that come pruned and shared and of which nothing is said. */
    private boolean isToBePruned(Layer.Weighted layer) {
        return context.form(layer.name()) == WeightForm.SHARED
                && (!SharingStage.isShared(layer) || context.options().density().of(layer.name()).isPresent());
    }

    private static int count(Layer.Weighted layer, double density) {
        return (int) Math.max(1, Math.round(layer.weights().parameters() * density));
    }

    private Result found(Network network, Map<String, Integer> given, Map<String, Layer.Weighted> open, double least)
            throws IOException {
        if (context.judge().isEmpty()) {
            Map<String, Integer> counts = new LinkedHashMap<>(given);
            open.forEach((name, layer) -> counts.put(name, countForEnergy(layer.denseWeights())));
            return new Result(toCounts(network, counts, "prune"), Map.of());
        }
        context.watcher().doing("scanning how far each layer can be pruned");
        Judge full = context.judge().get();
        Judge quick = full.first(SCAN_IMAGES);
        Map<String, List<Double>> ladders = new LinkedHashMap<>();
        open.keySet().forEach(name -> ladders.put(name, LADDER));
        BudgetSearch.Result<Double> search = BudgetSearch.search(ladders,
                choices -> context.accuracy(quick, withDensities(network, given, open, choices)),
                choices -> context.accuracy(full, withDensities(network, given, open, choices)), least);
        if (context.retraining().isEmpty() || context.retraining().get().options().pruneEpochs() == 0) {
            return new Result(withDensities(network, given, open, search.choices()), search.curves());
        }
        return new Result(rounds(network, given, open, search, least), search.curves());
    }

    /** Prunes more from round to round, training each time, until the budget is spent. */
    private Network rounds(Network network, Map<String, Integer> given, Map<String, Layer.Weighted> open,
            BudgetSearch.Result<Double> search, double least) throws IOException {
        long size = open.values().stream().mapToLong(layer -> layer.weights().parameters()).sum();
        double kept = search.choices().entrySet().stream()
                .mapToDouble(choice -> choice.getValue() * open.get(choice.getKey()).weights().parameters()).sum();
        double density = kept / size;
        Network best = withDensities(network, given, open, search.choices());
        Network current = network;
        for (int round = 1; round <= context.options().rounds(); round++) {
            density *= ROUND;
            current = toDensity(current, given, open, density, "prune" + round);
            if (context.judge().orElseThrow().accuracy(current) < least) {
                return best;
            }
            best = current;
        }
        context.notes().add("pruning stopped after " + context.options().rounds() + " rounds with accuracy to spare; give more with --rounds");
        return best;
    }

    /** Weights that hold nearly all of the sum of squares. */
    static int countForEnergy(float[] weights) {
        double[] squares = new double[weights.length];
        Arrays.setAll(squares, i -> (double) weights[i] * weights[i]);
        Arrays.sort(squares);
        double dropped = 0;
        double most = (1 - ENERGY) * Arrays.stream(squares).sum();
        int count = weights.length;
        while (count > 1 && dropped + squares[weights.length - count] <= most) {
            dropped += squares[weights.length - count];
            count--;
        }
        return count;
    }

    private static Network withDensities(Network network, Map<String, Integer> given, Map<String, Layer.Weighted> open,
            Map<String, Double> densities) {
        Map<String, Integer> counts = new LinkedHashMap<>(given);
        densities.forEach((name, density) -> counts.put(name, count(open.get(name), density)));
        return pruned(network, counts);
    }

    private static Network pruned(Network network, Map<String, Integer> counts) {
        return CompressedLayers.mapped(network, (layer, weights) -> Pruning.keepLargest(weights, counts.get(layer.name())));
    }

    private Network toCounts(Network network, Map<String, Integer> counts, String stage) throws IOException {
        return context.retraining().isPresent() ? trained(network, counts, 0, stage) : pruned(network, counts);
    }

    /** All layers that are open compete for so many weights. */
    private Network toDensity(Network network, Map<String, Integer> given, Map<String, Layer.Weighted> open, double density, String stage)
            throws IOException {
        if (context.retraining().isPresent()) {
            long size = open.values().stream().mapToLong(layer -> layer.weights().parameters()).sum();
            return trained(network, given, Math.round(size * density), stage);
        }
        Map<String, float[]> weights = new LinkedHashMap<>();
        open.forEach((name, layer) -> weights.put(name, layer.denseWeights()));
        Map<String, Integer> counts = new LinkedHashMap<>(given);
        counts.putAll(Pruning.globalCounts(weights, density));
        return pruned(network, counts);
    }

    private Network trained(Network network, Map<String, Integer> given, long joint, String stage) throws IOException {
        List<OptionalInt> counts = CompressedLayers.of(network).keySet().stream()
                .map(name -> given.containsKey(name) ? OptionalInt.of(given.get(name)) : OptionalInt.empty()).toList();
        List<Boolean> pinned = CompressedLayers.of(network).values().stream().map(layer -> !isToBePruned(layer)).toList();
        Retraining how = context.retraining().orElseThrow();
        return how.retrainer().pruned(network, how.options().pruning(stage), new PruningGoal(counts, joint, pinned));
    }
}
