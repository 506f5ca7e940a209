package winnow.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A layer that others published figures of; its weights are not public. All times are microseconds for 64 processing
 * elements at 800 MHz.
 *
 * @param paper            what its authors give for their hardware, and their real matrix
 * @param paperTheoretical what they give as its least: the same without any waiting
 * @param reference        what {@link EieReference} takes for random matrices of these densities
 * @param bound            the same of the products of non-zeros alone, evenly spread
 */
record PublishedLayer(
        LayerSize size, double paper, double paperTheoretical, double reference, double bound, String source) {
    /** What the figures are for. */
    static final int ELEMENTS = 64;

    private static final String RESOURCE = "eie_layers.csv";
    private static final int COLUMNS = 10;
    private static final double CLOCKS_PER_MICROSECOND = 800;

    static double microseconds(double clocks) {
        return clocks / CLOCKS_PER_MICROSECOND;
    }

    /** All layers, in the order of the file, whose fields hold no commas. */
    static List<PublishedLayer> all() throws IOException {
        try (InputStream in = PublishedLayer.class.getResourceAsStream(RESOURCE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).map(PublishedLayer::parse).toList();
        }
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("layer", size.name());
        json.put("inputs", size.inputs());
        json.put("outputs", size.outputs());
        json.put("weight_density", size.weightDensity());
        json.put("activation_density", size.activationDensity());
        json.put("eie_us", paper);
        json.put("eie_theoretical_us", paperTheoretical);
        json.put("reference_us", reference);
        json.put("bound_us", bound);
        json.put("source", source);
        return json;
    }

    private static PublishedLayer parse(String line) {
        String[] fields = line.split(",", -1);
        if (fields.length != COLUMNS) {
            throw new IllegalStateException(RESOURCE + ": " + fields.length + " fields instead of " + COLUMNS + ": " + line);
        }
        LayerSize size = new LayerSize(fields[0], Integer.parseInt(fields[1]), Integer.parseInt(fields[2]),
                Double.parseDouble(fields[3]), Double.parseDouble(fields[4]));
        return new PublishedLayer(size, Double.parseDouble(fields[5]), Double.parseDouble(fields[6]),
                Double.parseDouble(fields[7]), Double.parseDouble(fields[8]), fields[9]);
    }
}
