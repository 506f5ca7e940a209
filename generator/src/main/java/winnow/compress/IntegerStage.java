package winnow.compress;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import winnow.compress.BudgetSearch.Point;
import winnow.network.IntegerNetwork;
import winnow.network.Network;
import winnow.quantize.CalibrationImages;
import winnow.quantize.InputTransform;
import winnow.quantize.QuantizationOptions;
import winnow.quantize.Quantizer;

/** Decides how many bits each tensor has, and turns the network into integers. */
final class IntegerStage {
    private static final List<Integer> LADDER = List.of(16, 12, 10, 8, 7, 6, 5, 4, 3, 2);
    private static final int SCAN_IMAGES = 1000;

    /** @param curves accuracy by bits for each tensor that was scanned */
    record Result(IntegerNetwork network, Map<String, List<Point<Integer>>> curves) {}

    private final CompressionOptions options;
    private final InputTransform transform;
    private final CompressionData data;
    private final Optional<Judge> judge;
    private final List<String> notes;
    private final Compressor.Watcher watcher;

    IntegerStage(CompressionOptions options, InputTransform transform, CompressionData data, Optional<Judge> judge,
            List<String> notes, Compressor.Watcher watcher) {
        this.options = options;
        this.transform = transform;
        this.data = data;
        this.judge = judge;
        this.notes = notes;
        this.watcher = watcher;
    }

    /** @param least accuracy to keep */
    Result quantize(Network network, double least) {
        CalibrationImages images = data.calibration().orElseGet(() -> NoiseImages.of(network.inputShape()));
        QuantizationOptions plain = new QuantizationOptions(
                options.activationBits().orElse(QuantizationOptions.DEFAULT.activationBits()), options.codebookBits(), options.calibration());
        Map<String, List<Point<Integer>>> curves = Map.of();
        QuantizationOptions chosen = plain;
        if (options.activationBits().isEmpty() && judge.isPresent()) {
            BudgetSearch.Result<Integer> search = search(network, images, plain, least);
            curves = search.curves();
            chosen = plain.withTensorBits(search.choices());
        }
        watcher.doing("quantising");
        Quantizer.Result result = Quantizer.quantize(network, transform, images, chosen);
        notes.addAll(result.warnings());
        return new Result(result.network(), curves);
    }

    private BudgetSearch.Result<Integer> search(
            Network network, CalibrationImages images, QuantizationOptions plain, double least) {
        watcher.doing("scanning how many bits each tensor needs");
        Judge full = judge.orElseThrow();
        Judge quick = full.first(SCAN_IMAGES);
        Map<String, List<Integer>> ladders = new LinkedHashMap<>();
        Quantizer.formatGroups(network, transform).forEach(tensor -> ladders.put(tensor, LADDER));
        return BudgetSearch.search(ladders,
                bits -> quick.accuracy(Quantizer.quantize(network, transform, images, plain.withTensorBits(bits)).network()),
                bits -> full.accuracy(Quantizer.quantize(network, transform, images, plain.withTensorBits(bits)).network()), least);
    }
}
