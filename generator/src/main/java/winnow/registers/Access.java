package winnow.registers;

/** What software may do with a register. */
public enum Access {
    /** Read only; a write is answered with SLVERR. */
    RO("read only"),
    /** Read and write. */
    RW("read and write"),
    /** Bits that events set; writing 1 clears them. */
    W1C("read; writing 1 clears a bit"),
    /** Commands: writing 1 gives one; reads as 0. */
    PULSE("writing 1 gives a command; reads as 0");

    private final String meaning;

    Access(String meaning) {
        this.meaning = meaning;
    }

    public String meaning() {
        return meaning;
    }

    public boolean isWritable() {
        return this != RO;
    }
}
