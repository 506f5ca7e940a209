package winnow.bench;

/**
 * A fully-connected layer by its numbers alone.
 *
 * @param weightDensity     share of the weights that are not zero, above 0, at most 1
 * @param activationDensity share of the inputs that are not zero, above 0, at most 1
 */
record LayerSize(String name, int inputs, int outputs, double weightDensity, double activationDensity) {
    LayerSize {
        if (inputs < 1 || outputs < 1) {
            throw new IllegalArgumentException("layer " + name + ": " + inputs + " inputs, " + outputs + " outputs; both are at least 1");
        }
        requireDensity(name, weightDensity);
        requireDensity(name, activationDensity);
    }

    private static void requireDensity(String name, double density) {
        if (!(density > 0 && density <= 1)) {
            throw new IllegalArgumentException("layer " + name + ": a density of " + density + "; it is above 0 and at most 1");
        }
    }
}
