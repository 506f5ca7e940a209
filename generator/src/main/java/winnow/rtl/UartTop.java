package winnow.rtl;

import winnow.network.InvalidInputException;
import winnow.planner.Plan;
import winnow.planner.StreamOrder;

/**
 * The top for a board without a processor: the board's clock, the accelerator and the shell that connects it to a serial line.
 *
 * @param accelerator   its module
 * @param settings      defaults of the top's parameters
 * @param inputWidth    bits of a beat of the accelerator's input
 * @param inputBeats    of a frame
 * @param clocksPerBeat clocks that the accelerator takes for a beat of its input if no activation is zero: a line that is faster
 *                      is slowed down by bytes that do not count
 * @param outputWidth   bits of a beat of its output
 * @param outputBeats   of a frame
 * @param loadWords     16-bit words of weights that are loaded before the first image; 0 if all weights are in the bitstream
 * @param loads         whether there are any
 * @param digest        first 8 bytes of the model's SHA-256, in hexadecimal
 */
public record UartTop(
        String name,
        String accelerator,
        UartSettings settings,
        int inputWidth,
        int inputBeats,
        long clocksPerBeat,
        int outputWidth,
        int outputBeats,
        int loadWords,
        boolean loads,
        String digest)
        implements OutputModule {
    /** What the top's name has behind the accelerator's. */
    public static final String SUFFIX = "_uart";

    private static final int DIGEST_DIGITS = 16;
    private static final int MOST_BYTES = 65535;
    /** Of a byte on the line: a start bit, 8 data bits and a stop bit. */
    private static final int LINE_BITS = 10;
    /** Clock count behind the scores. */
    private static final int CYCLES_BYTES = 4;

    public UartTop {
        if (!digest.matches("[0-9a-f]{" + DIGEST_DIGITS + "}")) {
            throw new IllegalArgumentException("digest " + digest);
        }
        if (loads != loadWords > 0) {
            throw new IllegalArgumentException(loadWords + " words to load");
        }
        requireLength("an image", inputBeats, Math.max(bytes(inputWidth), paceBytes(clocksPerBeat, settings)));
        requireLength("the scores of an image", outputBeats, bytes(outputWidth));
    }

    /**
     * @param plan        of the accelerator
     * @param accelerator its module
     * @param modelDigest SHA-256 of the model in hexadecimal
     * @throws InvalidInputException if a frame is too long for the protocol
     */
    public static UartTop of(Plan plan, String accelerator, UartSettings settings, String modelDigest) {
        StreamOrder output = plan.engines().get(plan.engines().size() - 1).output();
        int beats = plan.input().beats();
        return new UartTop(accelerator + SUFFIX, accelerator, settings,
                plan.input().pixels() * plan.network().input().format().bits(), beats,
                (plan.worstCycles() + beats - 1) / beats,
                output.pixels() * plan.network().output().format().bits(), output.beats(), plan.loadMap().size(), plan.loadMap().size() > 0,
                modelDigest.substring(0, DIGEST_DIGITS));
    }

    /** Bytes that a beat of the input takes. */
    public int inputBytes() {
        return bytes(inputWidth);
    }

    /** Bytes of a beat of the input on the line, if the top's parameters have their defaults; the last ones of them count. */
    public int beatBytes() {
        return (int) Math.max(bytes(inputWidth), paceBytes(clocksPerBeat, settings));
    }


    /** Bytes of a beat of the output on the line. */
    public int outputBytes() {
        return bytes(outputWidth);
    }

    private static long paceBytes(long clocks, UartSettings settings) {
        long byteClocks = (long) LINE_BITS * settings.clocksPerBit();
        return (clocks + byteClocks - 1) / byteClocks;
    }

    private static int bytes(int bits) {
        return (bits + Byte.SIZE - 1) / Byte.SIZE;
    }

    private static void requireLength(String what, long beats, long beatBytes) {
        if (beats * beatBytes > MOST_BYTES - CYCLES_BYTES) {
            throw new InvalidInputException("--shell uart: " + what + " takes " + beats + " beats of " + beatBytes
                    + " bytes on the line, more than the " + (MOST_BYTES - CYCLES_BYTES) + " bytes of a frame; "
                    + "choose a smaller network, or more lanes if the line has to wait for the accelerator");
        }
    }
}
