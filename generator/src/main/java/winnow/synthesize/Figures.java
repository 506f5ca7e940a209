package winnow.synthesize;

import java.util.Locale;

/** Numbers as tables and messages have them. */
final class Figures {
    private Figures() {}

    /** A count, whole or with a half. */
    static String count(double count) {
        return count == Math.rint(count) ? String.format(Locale.ROOT, "%,d", (long) count)
                : String.format(Locale.ROOT, "%,.1f", count);
    }

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
