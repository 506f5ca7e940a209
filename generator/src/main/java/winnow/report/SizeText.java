package winnow.report;

import java.util.Locale;
import winnow.encode.LayerSizes;

/** Sizes as tables show them, the same in every language. */
final class SizeText {
    private SizeText() {}

    /** Share of weights kept. */
    static String density(LayerSizes sizes) {
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * sizes.facts().nonzeros() / Math.max(1, sizes.facts().weights()));
    }

    /** Codes and gaps as Winnow stores them, per weight kept; nothing if none is. */
    static String bitsPerWeight(LayerSizes sizes) {
        long nonzeros = sizes.facts().nonzeros();
        return nonzeros == 0 ? "" : String.format(Locale.ROOT, "%.2f", (double) sizes.facts().payloadBits() / nonzeros);
    }

    static String bytes(long bits) {
        return number(bits / Byte.SIZE);
    }

    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.1f", ratio);
    }
}
