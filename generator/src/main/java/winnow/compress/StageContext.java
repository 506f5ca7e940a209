package winnow.compress;

import java.util.List;
import java.util.Optional;
import winnow.compress.Compressor.Retraining;
import winnow.network.IntegerNetwork;
import winnow.network.Network;

/**
 * What every stage of a compression works with.
 *
 * @param judge empty without images
 * @param notes what could not be done or should be known; stages add lines
 */
record StageContext(CompressionOptions options, Optional<Retraining> retraining, Optional<Judge> judge, List<String> notes,
        Compressor.Watcher watcher) {
    /** What a layer's weights are to be. */
    WeightForm form(String layer) {
        return options.form().of(layer).orElse(WeightForm.SHARED);
    }

    double accuracy(Judge by, Network network) {
        watcher.trial();
        return by.accuracy(network);
    }

    double accuracy(Judge by, IntegerNetwork network) {
        watcher.trial();
        return by.accuracy(network);
    }
}
