package winnow.link;

/**
 * What a board says is wrong with a request: the sort of error in the high four bits of its code, the place in the frame in the low
 * four bits.
 *
 * @param code 0..255
 */
public record BoardError(int code) {
    private static final String[] PLACES = {
        "the first byte", "the type", "the length's low byte", "the length's high byte", "the payload", "the checksum's low byte",
        "the checksum's high byte"
    };

    /** What is wrong with what came, by place. */
    private static final String[] CONTENTS = {
        "a byte that no frame begins with", "an unknown type", null, "a wrong length",
        "an overrun: the accelerator was not ready for the next beat", "weights are not loaded", "a wrong checksum"
    };

    /** The code and what it means. */
    public String text() {
        return String.format("error %02X hex: %s", code, meaning());
    }

    private String meaning() {
        int place = code & 0xF;
        String known = place < PLACES.length ? PLACES[place] : null;
        String meaning = switch (code >> 4) {
            case 0 -> place < CONTENTS.length ? CONTENTS[place] : null;
            case 1 -> known == null ? null : "nothing came for the time-out where " + known + " was due";
            case 2 -> known == null ? null : "a byte without a stop bit (another speed, or a break) where " + known + " was due";
            case 3 -> "bytes came behind the request, before the reply had gone";
            default -> null;
        };
        return meaning == null ? "unknown to this version of Winnow" : meaning;
    }
}
