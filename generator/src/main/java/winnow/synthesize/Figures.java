package winnow.synthesize;

import java.util.Locale;

/** Numbers as tables and messages have them. */
final class Figures {
    private Figures() {}

    /** A share in percent: without digits behind the point from ten on. */
    static String percent(double used, double there) {
        double percent = 100 * used / there;
        return String.format(Locale.ROOT, percent < 10 ? "%.1f %%" : "%.0f %%", percent);
    }

    /** To so many digits behind the point. */
    static double rounded(double value, int digits) {
        double scale = Math.pow(10, digits);
        return Math.round(value * scale) / scale;
    }
}
