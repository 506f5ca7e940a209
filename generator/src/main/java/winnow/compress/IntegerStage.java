package winnow.compress;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import winnow.compress.BudgetSearch.Point;
import winnow.network.IntegerNetwork;
import winnow.network.Network;
import winnow.quantize.CalibrationImages;
import winnow.quantize.InputDensities;
import winnow.quantize.InputTransform;
import winnow.quantize.QuantizationOptions;
import winnow.quantize.Quantizer;

/** Decides how many bits each tensor has, and turns the network into integers. */
final class IntegerStage {
    private static final List<Integer> LADDER = List.of(16, 12, 10, 8, 7, 6, 5, 4, 3, 2);
    private static final int SCAN_IMAGES = 1000;

    /** @param curves accuracy by bits for each tensor that was scanned */
    record Result(IntegerNetwork network, Map<String, List<Point<Integer>>> curves) {}

    private final StageContext context;
    private final InputTransform transform;
    private final CompressionData data;

    IntegerStage(StageContext context, InputTransform transform, CompressionData data) {
        this.context = context;
        this.transform = transform;
        this.data = data;
    }

    /** @param least accuracy to keep */
    Result quantize(Network network, double least) {
        CalibrationImages images = data.calibration().orElseGet(() -> NoiseImages.of(network.inputShape()));
        QuantizationOptions plain = new QuantizationOptions(
                context.options().activationBits().orElse(QuantizationOptions.DEFAULT.activationBits()), context.options().codebookBits(), context.options().calibration());
        Map<String, List<Point<Integer>>> curves = Map.of();
        QuantizationOptions chosen = plain;
        if (context.options().activationBits().isEmpty() && context.judge().isPresent()) {
            BudgetSearch.Result<Integer> search = search(network, images, plain, least);
            curves = search.curves();
            chosen = plain.withTensorBits(search.choices());
        }
        context.watcher().doing("quantising");
        Quantizer.Result result = Quantizer.quantize(network, transform, images, chosen);
        context.notes().addAll(result.warnings());
        // noise gives ranges, but says nothing of how often an activation is zero
        IntegerNetwork measured = data.calibration().map(typical -> InputDensities.measured(result.network(), typical))
                .orElse(result.network());
        return new Result(measured, curves);
    }

    private BudgetSearch.Result<Integer> search(
            Network network, CalibrationImages images, QuantizationOptions plain, double least) {
        context.watcher().doing("scanning how many bits each tensor needs");
        Judge full = context.judge().orElseThrow();
        Judge quick = full.first(SCAN_IMAGES);
        Map<String, List<Integer>> ladders = new LinkedHashMap<>();
        Quantizer.formatGroups(network, transform).forEach(tensor -> ladders.put(tensor, LADDER));
        return BudgetSearch.search(ladders,
                bits -> context.accuracy(quick, Quantizer.quantize(network, transform, images, plain.withTensorBits(bits)).network()),
                bits -> context.accuracy(full, Quantizer.quantize(network, transform, images, plain.withTensorBits(bits)).network()), least);
    }
}
