package winnow.rtl;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import winnow.network.FixedPoint;
import winnow.planner.Plan;
import winnow.planner.StreamOrder;
import winnow.registers.DesignValues;
import winnow.registers.RegisterMap;

/** The shell for boards with a processor: registers, and the top that wraps the accelerator. */
public final class AxiShell {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern VERSION = Pattern.compile("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{1,2})(-.*)?");
    private static final int DIGEST_WORDS = 8;
    private static final int DIGITS = 8;
    private static final long GREATEST = 0xffffffffL;

    private final Plan plan;
    private final String network;
    private final RegisterMap map;
    private final DesignValues values;

    /**
     * @param network legal Verilog name of the network
     * @param version of Winnow, such as {@code 0.1.0}
     * @param digest  SHA-256 of the model, 64 hexadecimal digits
     * @throws IllegalArgumentException if version or digest cannot stand in a register
     */
    public AxiShell(Plan plan, String network, String version, String digest, RegisterMap map) {
        this.plan = plan;
        this.network = network;
        this.map = map;
        this.values = new DesignValues(figures(version, digest));
    }

    /** What the constant registers read as. */
    public DesignValues values() {
        return values;
    }

    public Plan plan() {
        return plan;
    }

    public String network() {
        return network;
    }

    public RegisterMap map() {
        return map;
    }

    /** Name of the top module. */
    public String top() {
        return network + "_axi";
    }

    /** The registers, then the top. */
    public List<OutputModule> modules() {
        AxiControl control = new AxiControlBuilder(map, values, network + "_control",
                "Registers of " + top() + ", map version " + map.version()).build();
        return List.of(control, top(control.name()));
    }

    private AxiTop top(String control) {
        FixedPoint input = plan.network().input().format();
        FixedPoint output = plan.network().output().format();
        StreamOrder order = output();
        return new AxiTop(top(), LegalNames.comment(plan.network().name()) + " for a processor: registers by AXI4-Lite,"
                + " frames by AXI-Stream", network, control, map.addressBits(), plan.input().beats(), plan.input().pixels(),
                input.bits(), laneBits(input), order.pixels(), RtlBuilder.lastPixels(order), output.bits(), laneBits(output),
                output.signed() ? 1 : 0);
    }

    /** The stream that leaves the accelerator. */
    private StreamOrder output() {
        return plan.engines().get(plan.engines().size() - 1).output();
    }

    /** The bits of a value's lane in a stream: whole bytes, as processors have them. */
    private static int laneBits(FixedPoint format) {
        return format.bits() <= 8 ? 8 : 16;
    }

    private Map<String, Long> figures(String version, String digest) {
        Map<String, Long> figures = new HashMap<>();
        putVersion(figures, version);
        putDigest(figures, digest);
        figures.put("map_version", (long) map.version());
        figures.put("input_beats", (long) plan.input().beats());
        figures.put("output_beats", (long) output().beats());
        figures.put("planned_cycles", Math.min(GREATEST, plan.cycles()));
        putFormat(figures, "input", plan.network().input().format(), plan.input().pixels());
        putFormat(figures, "output", plan.network().output().format(), output().pixels());
        return figures;
    }

    private static void putVersion(Map<String, Long> figures, String version) {
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("version '" + version + "' is not of the form 1.2.3, each number below 100");
        }
        figures.put("version_major", Long.valueOf(matcher.group(1)));
        figures.put("version_minor", Long.valueOf(matcher.group(2)));
        figures.put("version_patch", Long.valueOf(matcher.group(3)));
    }

    private static void putDigest(Map<String, Long> figures, String digest) {
        if (!DIGEST.matcher(digest).matches()) {
            throw new IllegalArgumentException("digest '" + digest + "' is not of 64 lower-case hexadecimal digits");
        }
        for (int word = 0; word < DIGEST_WORDS; word++) {
            figures.put("model_digest_" + word, Long.parseLong(digest.substring(DIGITS * word, DIGITS * (word + 1)), 16));
        }
    }

    private static void putFormat(Map<String, Long> figures, String which, FixedPoint format, int values) {
        figures.put(which + "_bits", (long) format.bits());
        figures.put(which + "_lane_bits", (long) laneBits(format));
        figures.put(which + "_values", (long) values);
        figures.put(which + "_signed", format.signed() ? 1L : 0L);
    }
}
