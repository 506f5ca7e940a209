package winnow.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;
import winnow.quantize.ChannelOrder;
import winnow.quantize.InputTransform;

/** What a network was trained to see. */
final class TransformOptions {
    @Option(names = "--channels", defaultValue = "RGB", paramLabel = "RGB|BGR",
            description = "The channel order that the network was trained with (default: ${DEFAULT-VALUE}).")
    private ChannelOrder channels;

    @Option(names = "--mean", split = ",", paramLabel = "MEAN",
            description = "What is subtracted from a pixel (0..255): one value, or one per channel in the network's order.")
    private List<Double> mean = List.of();

    @Option(names = "--scale", defaultValue = "1", paramLabel = "S",
            description = "By what the difference is multiplied (default: ${DEFAULT-VALUE}).")
    private double scale;

    InputTransform transform() {
        return new InputTransform(channels, mean, scale);
    }

    /** Says in a manifest how to make the same model again. */
    void addTo(Map<String, Object> details) {
        details.put("channels", channels.name());
        details.put("mean", mean);
        details.put("scale", scale);
    }
}
