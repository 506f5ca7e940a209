package winnow.resources;

import java.util.Arrays;
import java.util.Optional;

/** What devices have a limited number of. */
public enum Resource {
    /** Look-up tables, including those that carry chains and distributed memories take. */
    LUT("lut", "LUT", "look-up tables"),
    FF("ff", "FF", "flip-flops"),
    /** Carry cells; no budget of their own, for they are part of the logic cells. */
    CARRY("carry", "carry", "carry cells"),
    /** Block RAMs; half a block counts as half. */
    BRAM("bram", "block RAM", "block RAMs"),
    /** Large single-port memories of iCE40 UltraPlus. */
    SPRAM("spram", "SPRAM", "SPRAMs"),
    /** Multipliers; half of one that can be split counts as half. */
    DSP("dsp", "DSP", "DSP blocks"),
    /** Small memories in look-up tables. */
    DISTRIBUTED_RAM("distributed_ram", "distributed RAM", "distributed RAMs");

    private final String key;
    private final String title;
    private final String plural;

    Resource(String key, String title, String plural) {
        this.key = key;
        this.title = title;
        this.plural = plural;
    }

    static Optional<Resource> of(String key) {
        return Arrays.stream(values()).filter(resource -> resource.key.equals(key)).findFirst();
    }

    /** Its name in JSON. */
    public String key() {
        return key;
    }

    /** Its name in a table. */
    public String title() {
        return title;
    }

    /** Its name in a sentence. */
    public String plural() {
        return plural;
    }

    /** Whether a device has so many and no more. */
    public boolean isLimited() {
        return this != CARRY;
    }
}
