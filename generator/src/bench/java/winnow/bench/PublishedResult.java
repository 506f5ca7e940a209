package winnow.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What others published of a network.
 *
 * @param work  who, and what they did
 * @param error on the test images in percent; empty if they give none
 * @param ratio how many times smaller than in floats
 */
record PublishedResult(String network, String work, Optional<Double> error, double ratio, String source) {
    private static final String RESOURCE = "published.csv";
    private static final int COLUMNS = 5;

    /** Those of a network, in the order of the file, whose fields hold no commas. */
    static List<PublishedResult> of(String network) throws IOException {
        try (InputStream in = PublishedResult.class.getResourceAsStream(RESOURCE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).map(PublishedResult::parse)
                    .filter(result -> result.network.equals(network)).toList();
        }
    }

    private static PublishedResult parse(String line) {
        String[] fields = line.split(",", -1);
        if (fields.length != COLUMNS) {
            throw new IllegalStateException(RESOURCE + ": " + fields.length + " fields instead of " + COLUMNS + ": " + line);
        }
        Optional<Double> error = fields[2].isEmpty() ? Optional.empty() : Optional.of(Double.valueOf(fields[2]));
        return new PublishedResult(fields[0], fields[1], error, Double.parseDouble(fields[3]), fields[4]);
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("work", work);
        json.put("test_error_percent", error.orElse(null));
        json.put("ratio", ratio);
        json.put("source", source);
        return json;
    }
}
