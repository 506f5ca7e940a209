package winnow.compress;

import java.util.List;
import java.util.Optional;
import winnow.network.IntTensor;
import winnow.quantize.CalibrationImages;
import winnow.reader.LabelledImages;

/**
 * The images that a compression may look at. Whatever is chosen is chosen by the validation images, or, without labels, by
 * how often the network still says of the calibration images what it said before.
 *
 * @param calibration typical images, by which ranges are found; without any, noise takes their place
 * @param validation  labelled images that choose and do not train
 * @param test        labelled images that are measured in the end and choose nothing
 */
public record CompressionData(
        Optional<CalibrationImages> calibration, Optional<LabelledImages> validation, Optional<LabelledImages> test) {
    List<IntTensor> unlabelled() {
        return calibration.map(CalibrationImages::images).orElse(List.of());
    }
}
