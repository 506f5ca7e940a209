package winnow.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import winnow.network.IntegerNetwork;
import winnow.reader.ModelForm;

/**
 * What compression made of a network, measured.
 *
 * @param name       how a table calls it
 * @param validation error on images that did not train and may choose
 * @param test       error on images that choose nothing, of the integer golden model as all errors here
 * @param nonzeros   weights that are stored
 * @param stored     bytes of all that the hardware needs: codes, indices, tables, codebooks, biases
 * @param floats     bytes of weights and biases as 32-bit floats
 */
record MeasuredModel(String name, ErrorRate validation, ErrorRate test, long nonzeros, long stored, long floats) {
    static MeasuredModel read(String name, Path folder, SplitImages images) throws IOException {
        IntegerNetwork network = ModelForm.read(folder);
        Map<String, Object> sizes = new WeightTable(network).toJson();
        SplitImages.Parts parts = images.read(network.input().shape(), network.output().shape().size());
        return new MeasuredModel(name, ErrorRate.of(network, parts.validation()), ErrorRate.of(network, parts.test()),
                (Long) sizes.get("nonzeros"), (Long) sizes.get("stored_bytes"), (Long) sizes.get("float32_bytes"));
    }

    /** The same beside a network in floats of another size: the one that its layers were cut up from. */
    MeasuredModel madeFrom(FloatBaseline before) {
        return new MeasuredModel(name, validation, test, nonzeros, stored, before.bytes());
    }

    /** So many times smaller than in floats. */
    double ratio() {
        return (double) floats / stored;
    }

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("validation_images", validation.images());
        json.put("validation_error_percent", validation.percent());
        json.put("test_images", test.images());
        json.put("test_error_percent", test.percent());
        json.put("nonzeros", nonzeros);
        json.put("stored_bytes", stored);
        json.put("float32_bytes", floats);
        json.put("ratio", ratio());
        return json;
    }
}
