package winnow.quantize;

/** How the binary point of an activation tensor is chosen from the values that calibration images give. */
public enum Calibration {
    /**
     * The least mean squared error, rounding and clipping together, some room for unseen images included: where bits are
     * plenty, it costs nothing.
     */
    MSE,
    /** The finest at which nothing is clipped. */
    MAXIMUM
}
