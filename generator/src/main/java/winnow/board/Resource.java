package winnow.board;

/** What a design takes of a device. */
public enum Resource {
    /** Look-up tables, including those that carry chains and distributed memories take. */
    LUT("lut", "LUT"),
    FF("ff", "FF"),
    /** Carry cells; no budget of their own, for they are part of the logic cells. */
    CARRY("carry", "carry"),
    /** Block RAMs; half a block counts as half. */
    BRAM("bram", "block RAM"),
    /** Large single-port memories of iCE40 UltraPlus. */
    SPRAM("spram", "SPRAM"),
    DSP("dsp", "DSP"),
    /** Small memories in look-up tables. */
    DISTRIBUTED_RAM("distributed_ram", "distributed RAM");

    private final String key;
    private final String title;

    Resource(String key, String title) {
        this.key = key;
        this.title = title;
    }

    /** Its name in JSON. */
    public String key() {
        return key;
    }

    /** Its name in a table. */
    public String title() {
        return title;
    }
}
