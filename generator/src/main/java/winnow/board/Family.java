package winnow.board;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Families of devices, each with its own synthesis, cells and form of pin file. */
public enum Family {
    ICE40("ice40", "iCE40", "pcf", 4, true),
    ECP5("ecp5", "ECP5", "lpf", 18, true),
    GOWIN("gowin", "Gowin", "cst", 18, true),
    XILINX_7("xilinx-7", "Xilinx 7", "xdc", 36, false),
    XILINX_ULTRASCALE_PLUS("xilinx-ultrascale-plus", "Xilinx UltraScale+", "xdc", 36, false);

    private final String key;
    private final String title;
    private final String pinForm;
    private final int blockKilobits;
    private final boolean routed;

    Family(String key, String title, String pinForm, int blockKilobits, boolean routed) {
        this.key = key;
        this.title = title;
        this.pinForm = pinForm;
        this.blockKilobits = blockKilobits;
        this.routed = routed;
    }

    /** The family that {@code board.json} names. */
    static Optional<Family> of(String key) {
        return Arrays.stream(values()).filter(family -> family.key.equals(key)).findFirst();
    }

    /** All names for {@code board.json}. */
    static List<String> keys() {
        return Arrays.stream(values()).map(Family::key).toList();
    }

    /** Its name in {@code board.json}. */
    public String key() {
        return key;
    }

    /** Its name in a sentence. */
    public String title() {
        return title;
    }

    /** The ending of its pin files' names. */
    public String pinForm() {
        return pinForm;
    }

    /** Kilobits of a block RAM. */
    public int blockKilobits() {
        return blockKilobits;
    }

    /** Whether open tools place and route it; if not, its makers' tools do, and only the area is known here. */
    public boolean isRouted() {
        return routed;
    }
}
