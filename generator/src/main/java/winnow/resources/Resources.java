package winnow.resources;

/**
 * What a design, or an engine of it, takes of a device.
 *
 * @param lut  look-up tables, those that are used as memory or for carries included
 * @param ff   flip-flops
 * @param bram block RAMs, in the family's units
 * @param dsp  DSP blocks, in the family's units
 */
public record Resources(int lut, int ff, int bram, int dsp) {
    static final Resources NONE = new Resources(0, 0, 0, 0);

    Resources plus(Resources other) {
        return new Resources(lut + other.lut, ff + other.ff, bram + other.bram, dsp + other.dsp);
    }
}
