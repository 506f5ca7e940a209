package winnow.rtl;

import java.util.Locale;
import winnow.network.InvalidInputException;

/**
 * The clock of a board and the speed of its serial line.
 *
 * @param clockKhz of the accelerator, 1 to 1,000,000
 * @param baud     bits per second of the line, at most an eighth of the clock
 */
public record UartSettings(int clockKhz, int baud) {
    /** Clocks that the receiver needs to find the middle of a bit. */
    private static final int LEAST_CLOCKS_PER_BIT = 8;
    private static final int MOST_KHZ = 1_000_000;
    /** The other side's clock may be off by as much again. */
    private static final double MOST_DEVIATION = 0.02;

    /** @throws InvalidInputException if the line cannot be that fast, or not exactly enough */
    public UartSettings {
        if (clockKhz < 1 || clockKhz > MOST_KHZ) {
            throw new InvalidInputException("--clock-mhz: " + clockKhz / 1000.0 + " MHz is not in 0.001.." + MOST_KHZ / 1000);
        }
        if (baud < 1) {
            throw new InvalidInputException("--baud: " + baud + " is not at least 1");
        }
        if (1000L * clockKhz < (long) LEAST_CLOCKS_PER_BIT * baud) {
            throw new InvalidInputException("--baud: " + baud + " is more than an eighth of the clock of " + clockKhz
                    + " kHz; give at most " + 1000L * clockKhz / LEAST_CLOCKS_PER_BIT + ", or a faster clock");
        }
        double deviation = 1000.0 * clockKhz / clocksPerBit(clockKhz, baud) / baud - 1;
        if (Math.abs(deviation) > MOST_DEVIATION) {
            throw new InvalidInputException(String.format(Locale.ROOT,
                    "--baud: %d of a clock of %d kHz would be %.1f %% off, more than %.0f %%; give a whole fraction of the clock, such as %d",
                    baud, clockKhz, 100 * deviation, 100 * MOST_DEVIATION, 1000L * clockKhz / clocksPerBit(clockKhz, baud)));
        }
    }

    /** Clocks of a bit on the line, rounded as the emitted top does it. */
    public int clocksPerBit() {
        return clocksPerBit(clockKhz, baud);
    }

    private static int clocksPerBit(int clockKhz, int baud) {
        return (int) ((1000L * clockKhz + baud / 2) / baud);
    }
}
