package winnow.rtl;

/**
 * The accelerator with its AXI shell.
 *
 * @param inputBeats       of a frame
 * @param inputValues      of a beat
 * @param inputBits        of a value
 * @param inputLaneBits    of the lane that a value has in {@code s_axis_tdata}: 8 or 16
 * @param lastOutputValues of a frame's last beat
 * @param outputSigned     1 if values are two's complement, else 0
 */
public record AxiTop(
        String name,
        String comment,
        String accelerator,
        String control,
        int addressWidth,
        int inputBeats,
        int inputValues,
        int inputBits,
        int inputLaneBits,
        int outputValues,
        int lastOutputValues,
        int outputBits,
        int outputLaneBits,
        int outputSigned)
        implements OutputModule {}
