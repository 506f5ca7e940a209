package winnow.resources;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a design, or an engine of it, takes of a device.
 *
 * @param lut  look-up tables, those that are used as memory or for carries included
 * @param ff   flip-flops
 * @param bram block RAMs, in the family's units
 * @param dsp  DSP blocks, in the family's units
 */
public record Resources(
        @JsonProperty("lut") int lut, @JsonProperty("ff") int ff, @JsonProperty("bram") int bram, @JsonProperty("dsp") int dsp) {
    static final Resources NONE = new Resources(0, 0, 0, 0);

    Resources plus(Resources other) {
        return new Resources(lut + other.lut, ff + other.ff, bram + other.bram, dsp + other.dsp);
    }
}
